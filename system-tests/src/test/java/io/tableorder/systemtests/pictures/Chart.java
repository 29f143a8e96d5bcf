package io.tableorder.systemtests.pictures;

import java.util.List;
import java.util.Locale;

/**
 * One panel's lines over time, as SVG.
 *
 * @param unit as Grafana names it
 */
public record Chart(String title, String unit, List<Line> lines) {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 150;
    private static final int LEFT = 56;
    private static final int GRID_LINES = 4;
    private static final int MOST_LINES = 8;
    private static final List<String> COLOURS =
            List.of("#3274d9", "#e0752d", "#56a64b", "#a352cc", "#e02f44", "#f2cc0c", "#37872d", "#5794f2");

    /** @param points equally far apart in time; not finite where there is none */
    public record Line(String name, List<Double> points) {}

    String html() {
        StringBuilder svg = new StringBuilder("<figure><figcaption>%s</figcaption><svg viewBox='0 0 %d %d'>"
                .formatted(escaped(title), LEFT + WIDTH, HEIGHT + 12));
        double top = top();
        for (int line = 0; line <= GRID_LINES; line++) {
            double y = HEIGHT - line * (double) HEIGHT / GRID_LINES + 6;
            svg.append("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f'/><text x='%d' y='%.1f'>%s</text>"
                    .formatted(LEFT, LEFT + WIDTH, y, y, LEFT - 6, y + 4, label(top * line / GRID_LINES)));
        }
        List<Line> shown = lines.stream().limit(MOST_LINES).toList();
        for (int i = 0; i < shown.size(); i++) {
            svg.append("<polyline stroke='%s' points='%s'/>".formatted(COLOURS.get(i), points(shown.get(i), top)));
        }
        svg.append("</svg><ul>");
        for (int i = 0; i < shown.size(); i++) {
            svg.append("<li style='--c:%s'>%s</li>"
                    .formatted(COLOURS.get(i), escaped(shown.get(i).name())));
        }
        return svg.append("</ul></figure>").toString();
    }

    /** A round number above every point, so that four grid lines have short labels. */
    private double top() {
        double most = lines.stream()
                .flatMap(line -> line.points().stream())
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        if (most <= 0) {
            return GRID_LINES;
        }
        double magnitude = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 4, 5, 8, 10}) {
            if (most <= step * magnitude) {
                return step * magnitude;
            }
        }
        return most;
    }

    private static String points(Line line, double top) {
        StringBuilder points = new StringBuilder();
        int last = Math.max(1, line.points().size() - 1);
        for (int i = 0; i < line.points().size(); i++) {
            double value = line.points().get(i);
            if (Double.isFinite(value)) {
                points.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        LEFT + i * (double) WIDTH / last,
                        HEIGHT - value / top * HEIGHT + 6));
            }
        }
        return points.toString();
    }

    private String label(double value) {
        return switch (unit) {
            case "s" -> value < 1 ? number(value * 1_000) + " ms" : number(value) + " s";
            case "percentunit" -> number(value * 100) + " %";
            case "reqps", "ops" -> number(value) + "/s";
            default -> number(value);
        };
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
