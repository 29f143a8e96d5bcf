package io.tableorder.api.qr;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of a QR code from top to bottom, a character for each square: 1 is dark, 0 is light. */
public final class QrRows {

    /** An address with a code in it is a fifth of that; what phones read from a screen at arm's length ends about here. */
    public static final int MAXIMUM_CHARACTERS = 500;

    private QrRows() {}

    /** Draws a text of at most {@link #MAXIMUM_CHARACTERS}, readable with a seventh of it hidden. */
    public static List<String> of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        return IntStream.range(0, code.size).mapToObj(row -> row(code, row)).toList();
    }

    private static String row(QrCode code, int row) {
        return IntStream.range(0, code.size)
                .mapToObj(column -> code.getModule(column, row) ? "1" : "0")
                .collect(Collectors.joining());
    }
}
