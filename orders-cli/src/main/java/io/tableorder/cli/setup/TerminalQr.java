package io.tableorder.cli.setup;

import java.util.List;

/** Draws the rows of a QR code with characters: two rows a line, in the terminal's colours turned round where it is dark. */
final class TerminalQr {

    /** Squares of light around it, without which no camera finds it. */
    private static final int MARGIN = 2;

    private static final String BLACK_ON_WHITE = "\u001b[30;107m";
    private static final String AS_BEFORE = "\u001b[0m";

    private TerminalQr() {}

    /** @param rows from top to bottom, 1 for dark */
    static String of(List<String> rows) {
        StringBuilder drawing = new StringBuilder();
        for (int y = -MARGIN; y < rows.size() + MARGIN; y += 2) {
            drawing.append(BLACK_ON_WHITE);
            for (int x = -MARGIN; x < rows.size() + MARGIN; x++) {
                drawing.append(half(isDark(rows, x, y), isDark(rows, x, y + 1)));
            }
            drawing.append(AS_BEFORE).append('\n');
        }
        return drawing.toString();
    }

    private static boolean isDark(List<String> rows, int x, int y) {
        return y >= 0
                && y < rows.size()
                && x >= 0
                && x < rows.size()
                && rows.get(y).charAt(x) == '1';
    }

    private static char half(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
