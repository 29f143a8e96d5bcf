package io.tableorder.notifier.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.notifier.feed.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Writes to one client, and gives up on one that does not read. */
final class FrameWriter {

    /**
     * For everything between two flushes. The container ends a single write that makes no progress, see {@link
     * #STALLED}; this also ends one that trickles.
     */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private final OutputStream out;
    private final StreamMetrics metrics;
    private final long deadlineNanos;
    private long lastFlush = System.nanoTime();

    FrameWriter(OutputStream out, StreamMetrics metrics, Duration deadline) {
        this.out = out;
        this.metrics = metrics;
        this.deadlineNanos = deadline.toNanos();
    }

    /** {@link System#nanoTime()} of when the client last got something. */
    long lastFlush() {
        return lastFlush;
    }

    /** One flush for all. */
    void frames(List<Frame> frames) throws IOException {
        long started = System.nanoTime();
        boolean written = false;
        for (Frame frame : frames) {
            if (!frame.isSilent()) {
                frame.writeTo(out);
                written = true;
                checkTime(started);
            }
        }
        if (written) {
            flush(started);
            metrics.sent(frames);
        }
    }

    void text(String text) throws IOException {
        long started = System.nanoTime();
        out.write(text.getBytes(UTF_8));
        flush(started);
    }

    private void flush(long started) throws IOException {
        out.flush();
        checkTime(started);
        lastFlush = System.nanoTime();
    }

    private void checkTime(long started) throws SlowClientException {
        if (System.nanoTime() - started > deadlineNanos) {
            throw new SlowClientException("The client took longer than " + Duration.ofNanos(deadlineNanos));
        }
    }
}
