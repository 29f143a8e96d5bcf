package io.tableorder.projector.print;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.text.Normalizer;

/**
 * Puts a slip into the commands that printers of receipts take (ESC/POS). Text goes out in code page 949, which Korean printers
 * begin with; what that has no letter for is a question mark. No text can be a command: control characters are blanks.
 */
final class EscPos {

    /** Asks whether the printer is ready, at once, even when it cannot print: DLE EOT 1. */
    static final byte[] ASK_STATE = {0x10, 0x04, 0x01};

    /** Asks whether there is paper, at once: DLE EOT 4. */
    static final byte[] ASK_PAPER = {0x10, 0x04, 0x04};

    /** Asks for an answer when everything before it is printed: GS r 1. */
    static final byte[] ASK_WHEN_PRINTED = {0x1D, 0x72, 0x01};

    private static final Charset KOREAN = Charset.forName("MS949");

    private static final byte ESC = 0x1B;
    private static final byte GS = 0x1D;
    private static final byte FS = 0x1C;
    private static final byte LINE_FEED = 0x0A;
    private static final int TALL = 0x01;
    private static final int TALL_AND_WIDE = 0x11;

    /** Three tones of 100 ms are heard beside an extractor hood, and over before the slip is torn off. */
    private static final byte BEEPS = 3;

    private static final byte BEEP_UNITS_OF_50_MS = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Forgets what a slip before may have left behind: ESC @, then letters of two bytes: FS &amp;. */
    EscPos begin() {
        return write(ESC, (byte) '@', FS, (byte) '&');
    }

    /** Returns to letters of usual size: GS ! 0. */
    EscPos usual() {
        return write(GS, (byte) '!', (byte) 0);
    }

    /** Doubles the height of what follows, so that a line takes as many letters as before. */
    EscPos tall() {
        return write(GS, (byte) '!', (byte) TALL);
    }

    /** Doubles height and width of what follows, so that a line takes half the letters. */
    EscPos large() {
        return write(GS, (byte) '!', (byte) TALL_AND_WIDE);
    }

    /** Prints a line; one that is too long goes on in the next as the printer does it. */
    EscPos line(String text) {
        out.writeBytes(printable(text).getBytes(KOREAN));
        return write(LINE_FEED);
    }

    /** Sounds the buzzer of those that have one: ESC B. */
    EscPos beep() {
        return write(ESC, (byte) 'B', BEEPS, BEEP_UNITS_OF_50_MS);
    }

    /** Feeds the paper to the knife and cuts all but a corner, so that slips do not fall: GS V B 0. */
    EscPos cut() {
        return write(GS, (byte) 'V', (byte) 'B', (byte) 0);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private EscPos write(byte... command) {
        out.writeBytes(command);
        return this;
    }

    /** Returns the text as paper has it: in composed letters, with a blank for whatever a printer would obey. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(codePoint -> printable.appendCodePoint(Character.isISOControl(codePoint) ? ' ' : codePoint));
        return printable.toString();
    }
}
