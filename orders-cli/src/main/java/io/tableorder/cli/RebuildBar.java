package io.tableorder.cli;

import io.tableorder.projector.rebuild.RebuildProgress;
import io.tableorder.projector.rebuild.RebuildProgress.Phase;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A rebuild's progress: a bar while the log is read, a line for whatever else it does. */
final class RebuildBar {
    private final PrintWriter out;
    private @Nullable Phase shown;
    private @Nullable ProgressBar bar;
    private long doneBefore;

    RebuildBar(PrintWriter out) {
        this.out = out;
    }

    void show(RebuildProgress.Snapshot now) {
        if (now.phase() != shown) {
            end(now);
            begin(now);
        }
        if (bar != null) {
            bar.at(now.done() - doneBefore, now.total() - doneBefore);
        }
    }

    private void begin(RebuildProgress.Snapshot now) {
        shown = now.phase();
        switch (now.phase()) {
            case CREATING -> {}
            case READING -> {
                doneBefore = now.done() - now.moved();
                bar = ProgressBar.on(out, "Reading into " + now.generation(), "offsets");
            }
            case INDEXING -> say("Indexing " + now.generation());
            case CATCHING_UP -> say("Catching up");
            case COMPARING -> say("Comparing");
            case SWITCHING -> say("Switching");
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Ends the bar, if one is shown. */
    void end(RebuildProgress.Snapshot now) {
        if (bar != null) {
            bar.end(now.total() - doneBefore, now.total() - doneBefore);
            bar = null;
        }
    }
}
