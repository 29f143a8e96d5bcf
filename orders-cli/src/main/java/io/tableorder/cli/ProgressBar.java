package io.tableorder.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A progress bar shows how far a long command is, with rate and time left: a bar that is redrawn on a terminal, a line
 * now and then elsewhere. Goes to standard error, so that a command's own output can be piped.
 */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final Duration REDRAW = Duration.ofMillis(200);
    /** A line comes this often where nothing can be redrawn: in a file, a CI log. */
    private static final Duration LINE = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private final String label;
    private final String unit;
    private final LongSupplier nanos;
    private final long begin;
    private long drawn;
    private int width;

    /** @param unit what is counted, in the plural */
    static ProgressBar on(PrintWriter out, String label, String unit) {
        return new ProgressBar(out, isTerminal(), label, unit, System::nanoTime);
    }

    @SuppressWarnings("SystemConsoleNull") // The null checker knows of releases of Java in which it may be null.
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    ProgressBar(PrintWriter out, boolean terminal, String label, String unit, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.label = label;
        this.unit = unit;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
        this.drawn = begin;
    }

    /**
     * Shows how far it is; this costs little enough to be called for every batch.
     *
     * @param total may grow while the work goes on
     */
    void at(long done, long total) {
        long now = nanos.getAsLong();
        if (now - drawn >= (terminal ? REDRAW : LINE).toNanos()) {
            drawn = now;
            draw(text(done, total, now - begin));
        }
    }

    /** The last drawing, which stays. */
    void end(long done, long total) {
        draw(text(done, total, nanos.getAsLong() - begin));
        if (terminal) {
            out.println();
            out.flush();
        }
    }

    private void draw(String text) {
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            width = text.length();
        } else {
            out.println(text);
        }
        out.flush();
    }

    private String text(long done, long total, long elapsedNanos) {
        double share = total <= 0 ? 1 : Math.min(1, (double) done / total);
        int filled = (int) (share * WIDTH);
        double seconds = elapsedNanos / 1e9;
        double rate = seconds > 0 ? done / seconds : 0;
        String left = share >= 1
                ? "in " + clock(seconds)
                : rate > 0 ? clock((total - done) / rate) + " left" : "no end in sight";
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3d %%  %,d of %,d %s  %,.0f/s  %s",
                label,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                (int) (share * 100),
                done,
                Math.max(total, done),
                unit,
                rate,
                left);
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3_600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
