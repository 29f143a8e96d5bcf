package io.tableorder.operability.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to standard output by a thread of its own, all that wait in one write: a request pays for handing a line
 * over, not for its encoding and the system call. No line is lost: when the queue is full callers wait, and stopping
 * writes what is queued first.
 */
public final class QueuedConsoleAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** The queue holds a fifth of a second's lines at 20,000 requests a second; some 4 MB when full. */
    private static final int QUEUED_LINES = 8_192;

    private static final int LINES_PER_WRITE = 512;

    /** Standard output that does not move for so long will not. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final BlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(QUEUED_LINES);
    private @Nullable Encoder<ILoggingEvent> encoder;
    private @Nullable Thread writer;
    private volatile boolean stopping;

    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void start() {
        if (encoder == null) {
            addError("An encoder is missing");
            return;
        }
        Encoder<ILoggingEvent> lines = encoder;
        stopping = false;
        writer = Thread.ofPlatform().daemon().name("log-writer").start(() -> write(lines));
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        if (event instanceof LoggingEvent line && !line.hasCallerData()) {
            line.setCallerData(CallSite.current());
        }
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(event);
                break;
            } catch (InterruptedException later) {
                // The line still counts; whoever was interrupted learns it right after.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Encoder<ILoggingEvent> lines) {
        List<ILoggingEvent> batch = new ArrayList<>(LINES_PER_WRITE);
        while (!stopping) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, LINES_PER_WRITE - 1);
            } catch (InterruptedException stop) {
                // Told to stop: what is queued is written below.
            }
            write(lines, batch);
        }
        drain(lines, batch);
    }

    private void drain(Encoder<ILoggingEvent> lines, List<ILoggingEvent> batch) {
        while (queue.drainTo(batch, LINES_PER_WRITE) > 0) {
            write(lines, batch);
        }
    }

    // Standard output is where containers are read from; it is looked up anew since tests replace it.
    @SuppressWarnings("SystemOut")
    private void write(Encoder<ILoggingEvent> lines, List<ILoggingEvent> batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ILoggingEvent event : batch) {
            try {
                bytes.writeBytes(lines.encode(event));
            } catch (RuntimeException unwritable) {
                addError("A line could not be encoded", unwritable);
            }
        }
        batch.clear();
        PrintStream console = System.out;
        console.write(bytes.toByteArray(), 0, bytes.size());
        console.flush();
    }

    @Override
    public void stop() {
        Thread running = writer;
        if (!isStarted() || running == null || encoder == null) {
            return;
        }
        super.stop();
        stopping = true;
        running.interrupt();
        try {
            running.join(STOP_TIMEOUT);
            if (!running.isAlive()) {
                // Lines handed over by threads that saw this still running.
                drain(encoder, new ArrayList<>());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer = null;
    }
}
