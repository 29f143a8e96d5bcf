package io.tableorder.systemtests;

import io.tableorder.systemtests.Dashboards.Query;
import io.tableorder.systemtests.pictures.Chart;
import io.tableorder.systemtests.pictures.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Each dashboard with what Prometheus has for it, as Grafana would show it. */
final class DashboardPictures {

    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    private DashboardPictures() {}

    static void take(Path home, Prometheus prometheus, Instant start, Instant end)
            throws IOException, InterruptedException {
        Map<String, Map<String, List<Query>>> panels = new LinkedHashMap<>();
        for (Query query : Dashboards.queries(home)) {
            panels.computeIfAbsent(query.dashboard(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(query.panel(), _ -> new ArrayList<>())
                    .add(query);
        }
        for (var dashboard : panels.entrySet()) {
            List<Chart> charts = new ArrayList<>();
            for (var panel : dashboard.getValue().entrySet()) {
                List<Chart.Line> lines = new ArrayList<>();
                for (Query query : panel.getValue()) {
                    for (JsonNode series : prometheus.range(query.expression(), start, end)) {
                        lines.add(line(query, series));
                    }
                }
                charts.add(new Chart(panel.getKey(), panel.getValue().getFirst().unit(), lines));
            }
            String name =
                    dashboard.getKey().replaceAll(".*· ", "").replace(' ', '-').toLowerCase(Locale.ROOT);
            Picture.ofCharts("dashboard-" + name, dashboard.getKey(), charts);
        }
    }

    private static Chart.Line line(Query query, JsonNode series) {
        JsonNode labels = series.path("metric");
        String name = query.legend().isEmpty()
                ? query.panel()
                : LABEL.matcher(query.legend())
                        .replaceAll(found -> labels.path(found.group(1)).asString(""));
        List<Double> points = series.path("values")
                .valueStream()
                .map(point -> Double.valueOf(point.path(1).asString().replace("Inf", "Infinity")))
                .toList();
        return new Chart.Line(name, points);
    }
}
