package io.tableorder.benchmarks.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Open-loop load: requests are due at a fixed rate, whether or not answers keep up, as guests order. A latency counts from when
 * its request was due, so a stall shows in every request that had to wait for it.
 */
public final class OpenLoad {

    private static final long LONGEST_MICROS = 600_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int port;
    private final Duration span;
    private final double perSecond;

    public OpenLoad(int port, Duration span, double perSecond) {
        this.port = port;
        this.span = span;
        this.perSecond = perSecond;
    }

    /**
     * Sends every request that is due within the span, and returns when all are answered.
     *
     * @param connections as many requests are under way at most; what is due beyond that waits, and its wait counts
     */
    public Load.Result run(int connections, Supplier<byte[]> requests) throws IOException {
        Histogram latencies = new Histogram(LONGEST_MICROS, 3);
        long total = (long) (perSecond * span.toNanos() / NANOS_PER_SECOND);
        long start = System.nanoTime();
        try (Selector selector = Selector.open()) {
            Deque<Connection> idle = new ArrayDeque<>();
            for (int i = 0; i < connections; i++) {
                idle.add(new Connection(port, selector));
            }
            long sent = 0;
            long answered = 0;
            long failures = 0;
            while (answered < total) {
                while (sent < total && !idle.isEmpty() && due(start, sent) <= System.nanoTime()) {
                    idle.remove().send(requests.get(), due(start, sent));
                    sent++;
                }
                boolean waitsForTime = sent < total && !idle.isEmpty();
                select(selector, waitsForTime ? due(start, sent) - System.nanoTime() : Long.MAX_VALUE);
                for (SelectionKey key : selector.selectedKeys()) {
                    Connection connection = (Connection) key.attachment();
                    int status = connection.receive();
                    if (status == Connection.INCOMPLETE) {
                        continue;
                    }
                    if (status >= 200 && status < 300) {
                        latencies.recordValue((System.nanoTime() - connection.sinceNanos()) / 1_000);
                    } else {
                        failures++;
                    }
                    answered++;
                    idle.add(connection);
                }
                selector.selectedKeys().clear();
            }
            for (Connection connection : idle) {
                connection.close();
            }
            double seconds = (System.nanoTime() - start) / (double) NANOS_PER_SECOND;
            return new Load.Result(latencies.getTotalCount() / seconds, failures, latencies);
        }
    }

    private long due(long start, long request) {
        return start + (long) (request * NANOS_PER_SECOND / perSecond);
    }

    /** Waits for answers, at most so long; less than a selector can wait is waited by asking again. */
    private static void select(Selector selector, long nanos) throws IOException {
        if (nanos == Long.MAX_VALUE) {
            selector.select();
        } else if (nanos > NANOS_PER_MILLI) {
            selector.select(nanos / NANOS_PER_MILLI);
        } else {
            selector.selectNow();
        }
    }
}
