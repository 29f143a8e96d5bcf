package io.tableorder.projector.print;

import io.tableorder.board.FreeText;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.Printer;
import io.tableorder.event.SlipLanguage;
import io.tableorder.operability.text.Wording;
import io.tableorder.projector.text.ProjectorText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays a slip out for the width of a printer's paper: first what it is about and for which table, large enough to read in passing. */
final class SlipLayout {

    /** Fifty lines with the longest names, options and notes take half of it. */
    static final int MAXIMUM_BYTES = 128 * 1024;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final FreeTexts texts;

    /** @param texts reads the notes, which are kept enciphered until they are printed */
    SlipLayout(FreeTexts texts) {
        this.texts = texts;
    }

    /** @param zone of the store, whose clocks its cooks look at */
    byte[] bytes(Slip slip, Printer printer, ZoneId zone) {
        Locale language = printer.language() == SlipLanguage.KO ? Locale.KOREAN : Locale.ENGLISH;
        int columns = printer.columns();
        EscPos out = new EscPos().begin().beep().large();
        if (slip.isRepeated()) {
            wrapped("*** " + ProjectorText.SLIP_REPRINT.in(language) + " ***", columns / 2, "")
                    .forEach(out::line);
        }
        wrapped(slip.kind().title().in(language), columns / 2, "").forEach(out::line);
        wrapped(ProjectorText.SLIP_TABLE.with(slip.table()).in(language), columns / 2, "")
                .forEach(out::line);
        wrapped(ProjectorText.SLIP_ORDER_NUMBER.with(slip.orderNumber()).in(language), columns / 2, "")
                .forEach(out::line);
        if (slip.fromTable() != null) {
            wrapped(ProjectorText.SLIP_FROM_TABLE.with(slip.fromTable()).in(language), columns / 2, "")
                    .forEach(out::line);
        }
        out.usual();
        if (slip.originNumber() != null) {
            Wording origin = ProjectorText.SLIP_OF_ORDER.with(slip.originNumber());
            wrapped(origin.in(language), columns, "").forEach(out::line);
        }
        out.line("-".repeat(columns)).tall();
        slip.lines().forEach(line -> lines(line, columns, language).forEach(out::line));
        out.usual().line("-".repeat(columns));
        out.line(TIME.format(slip.eventTime().atZone(zone)) + "  " + printer.printerName());
        out.line(ProjectorText.SLIP_NUMBER.with(slip.number()).in(language));
        return out.cut().bytes();
    }

    private List<String> lines(Slip.Line line, int columns, Locale language) {
        List<String> lines = new ArrayList<>(wrapped(line.quantity() + " x " + line.menuName(), columns, "    "));
        line.options().forEach(option -> lines.addAll(wrapped("  + " + option, columns, "    ")));
        FreeText note = texts.read(line.note());
        // Who cooks has to know that something was asked for, even when nobody can read it any more.
        String said = note.erased() ? ProjectorText.SLIP_NOTE_UNREADABLE.in(language) : note.text();
        if (said != null) {
            lines.addAll(wrapped("  ! " + said, columns, "    "));
        }
        return lines;
    }

    /** Breaks a text into lines, where it has a blank if it has one, and never within a letter. */
    static List<String> wrapped(String text, int columns, String indent) {
        List<String> lines = new ArrayList<>();
        String left = EscPos.printable(text);
        while (width(left) > columns) {
            int end = fitting(left, columns);
            int blank = left.lastIndexOf(' ', end);
            int cut = blank > indent.length() ? blank : end;
            lines.add(left.substring(0, cut));
            left = indent + left.substring(cut).stripLeading();
        }
        lines.add(left);
        return lines;
    }

    /** Returns how many characters of the text fit into a line, at least one more than its indent could take. */
    private static int fitting(String text, int columns) {
        int width = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            width += width(codePoint);
            if (width > columns) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    private static int width(String text) {
        return text.codePoints().map(SlipLayout::width).sum();
    }

    /** Letters that code page 949 has two bytes for are twice as wide. */
    private static int width(int codePoint) {
        return codePoint < 0x80 ? 1 : 2;
    }
}
