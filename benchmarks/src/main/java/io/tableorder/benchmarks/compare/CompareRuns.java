package io.tableorder.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares what a benchmark printed for two commits that were run in turn: {@code CompareRuns A B}, each a directory with one
 * file a round. It prints a table of every figure that both have. It is run from its source, so it uses nothing but the JDK.
 */
public final class CompareRuns {

    private static final Pattern BETWEEN_CELLS = Pattern.compile(" {2,}");
    private static final Pattern NUMBER = Pattern.compile("-?[\\d,]+(\\.\\d+)?|NaN");

    /** {@code Live, 12,000 events …: p50 32 ms, p99 235 ms, longest 700 ms}. */
    private static final Pattern LATENCY = Pattern.compile("(p50|p99|longest) ([\\d,.]+) ms");

    /** {@code 8  order, due at 628 a second (50 % of the closed loop): p50 …}. */
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)(?=:)");

    private CompareRuns() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("Usage: CompareRuns DIRECTORY_A DIRECTORY_B");
        }
        System.out.print(table(read(Path.of(args[0])), read(Path.of(args[1]))));
    }

    private static List<Map<String, Double>> read(Path directory) throws IOException {
        List<Path> rounds;
        try (Stream<Path> files = Files.list(directory)) {
            rounds = files.sorted().toList();
        }
        List<Map<String, Double>> figures = new ArrayList<>();
        for (Path round : rounds) {
            figures.add(figures(Files.readAllLines(round)));
        }
        return figures;
    }

    /** Every figure of one run, by its row and column. */
    static Map<String, Double> figures(List<String> lines) {
        Map<String, Double> figures = new LinkedHashMap<>();
        List<String> columns = List.of();
        for (String line : lines) {
            List<String> cells = Arrays.asList(BETWEEN_CELLS.split(line.strip()));
            int label = label(cells);
            if (isHeader(cells)) {
                columns = cells;
            } else if (label > 0 && cells.size() - label > 1) {
                String row = String.join(" ", cells.subList(0, label));
                for (int i = label; i < cells.size(); i++) {
                    // A header may leave out what its first column is.
                    int column = columns.size() - (cells.size() - i);
                    if (column >= 0) {
                        put(figures, row + ", " + columns.get(column), cells.get(i));
                    }
                }
            } else {
                Matcher latency = LATENCY.matcher(line);
                while (latency.find()) {
                    put(figures, subject(line) + ", " + latency.group(1) + " ms", latency.group(2));
                }
            }
        }
        return figures;
    }

    private static boolean isHeader(List<String> cells) {
        return cells.size() > 1
                && cells.stream().noneMatch(cell -> NUMBER.matcher(cell).matches());
    }

    /** The same in every round: the rate that was reached differs, what is said of it in brackets does not. */
    private static String subject(String line) {
        String subject = line.split("[,:]", 2)[0].strip().replaceAll(" {2,}", " ");
        Matcher remark = REMARK.matcher(line);
        return remark.find() ? subject + " " + remark.group() : subject;
    }

    /** How many cells say what a row is about: all up to the last that is no number. */
    private static int label(List<String> cells) {
        return IntStream.range(0, cells.size())
                .filter(i -> !NUMBER.matcher(cells.get(i)).matches())
                .map(i -> i + 1)
                .max()
                .orElse(0);
    }

    private static void put(Map<String, Double> figures, String name, String number) {
        double value = Double.parseDouble(number.replace(",", ""));
        if (!Double.isNaN(value)) {
            figures.put(name, value);
        }
    }

    /** A ratio's range is that of the rounds, each of A's against B's next to it, so it says what the noise was. */
    static String table(List<Map<String, Double>> a, List<Map<String, Double>> b) {
        StringBuilder table = new StringBuilder("""
                | figure | A, median | B, median | B to A | rounds, least to most |
                | --- | --- | --- | --- | --- |
                """);
        for (String figure : a.getFirst().keySet()) {
            if (Stream.concat(a.stream(), b.stream()).allMatch(round -> round.containsKey(figure))) {
                double[] ofA = values(a, figure);
                double[] ofB = values(b, figure);
                double[] ratios = IntStream.range(0, Math.min(ofA.length, ofB.length))
                        .mapToDouble(i -> ofB[i] / ofA[i])
                        .sorted()
                        .toArray();
                table.append("| %s | %s | %s | %s | %s to %s |%n"
                        .formatted(
                                figure,
                                written(median(ofA)),
                                written(median(ofB)),
                                written(median(ofB) / median(ofA)),
                                written(ratios[0]),
                                written(ratios[ratios.length - 1])));
            }
        }
        return table.toString();
    }

    private static double[] values(List<Map<String, Double>> rounds, String figure) {
        return rounds.stream().mapToDouble(round -> round.get(figure)).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String written(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value) : "–";
    }
}
