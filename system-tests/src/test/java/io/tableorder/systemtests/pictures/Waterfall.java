package io.tableorder.systemtests.pictures;

import io.tableorder.fixture.OtlpReceiver.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A trace's parts, each a bar below the one that caused it. */
record Waterfall(List<Part> parts) {

    private static final int PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    String html() {
        long start = parts.stream().mapToLong(Part::startNanos).min().orElseThrow();
        long end = parts.stream().mapToLong(Part::endNanos).max().orElseThrow();
        StringBuilder rows = new StringBuilder("<table class='trace'>");
        for (Row row : inOrder()) {
            Part part = row.part();
            rows.append(String.format(
                    Locale.ROOT,
                    "<tr><td style='padding-left:%dem'><b>%s</b> %s</td><td><i class='%s' style='margin-left:%.2f%%;"
                            + "width:%.2f%%'></i></td><td>%.1f ms</td><td>at %.1f ms</td></tr>",
                    1 + row.depth() * 2,
                    part.service(),
                    Chart.escaped(part.name()),
                    part.service(),
                    (part.startNanos() - start) * (double) PERCENT / (end - start),
                    Math.max(0.3, (part.endNanos() - part.startNanos()) * (double) PERCENT / (end - start)),
                    (part.endNanos() - part.startNanos()) / NANOS_PER_MILLI,
                    (part.startNanos() - start) / NANOS_PER_MILLI));
        }
        return rows.append("</table>").toString();
    }

    private record Row(Part part, int depth) {}

    private List<Row> inOrder() {
        List<Row> rows = new ArrayList<>();
        parts.stream()
                .filter(part -> parts.stream().noneMatch(other -> other.id().equals(part.parentId())))
                .sorted(Comparator.comparingLong(Part::startNanos))
                .forEach(root -> add(root, 0, rows));
        return rows;
    }

    private void add(Part part, int depth, List<Row> rows) {
        rows.add(new Row(part, depth));
        parts.stream()
                .filter(child -> child.parentId().equals(part.id()))
                .sorted(Comparator.comparingLong(Part::startNanos))
                .forEach(child -> add(child, depth + 1, rows));
    }
}
