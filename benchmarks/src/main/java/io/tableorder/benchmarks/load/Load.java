package io.tableorder.benchmarks.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Closed-loop load: each connection sends its next request when the last is answered. One thread serves all connections
 * in the order in which answers come; a thread each would fight the server under test for the two cores, and those that
 * happen to run would starve the others. What a service stalls, it also keeps from being asked: {@link OpenLoad} shows that.
 */
public final class Load {

    private static final long LONGEST_MICROS = 60_000_000;

    private final int port;
    private final Duration span;

    public Load(int port, Duration span) {
        this.port = port;
        this.span = span;
    }

    /**
     * What one span of load has measured.
     *
     * @param latencies in microseconds, of successes
     */
    public record Result(double perSecond, long failures, Histogram latencies) {}

    public Result run(int connections, Supplier<byte[]> requests) throws IOException {
        Histogram latencies = new Histogram(LONGEST_MICROS, 3);
        long failures = 0;
        long start = System.nanoTime();
        long end = start + span.toNanos();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                new Connection(port, selector).send(requests.get(), System.nanoTime());
            }
            int busy = connections;
            while (busy > 0) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    Connection connection = (Connection) key.attachment();
                    int status = connection.receive();
                    if (status == Connection.INCOMPLETE) {
                        continue;
                    }
                    long now = System.nanoTime();
                    if (status >= 200 && status < 300) {
                        latencies.recordValue((now - connection.sinceNanos()) / 1_000);
                    } else {
                        failures++;
                    }
                    if (now < end) {
                        connection.send(requests.get(), System.nanoTime());
                    } else {
                        connection.close();
                        busy--;
                    }
                }
                selector.selectedKeys().clear();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(latencies.getTotalCount() / seconds, failures, latencies);
    }
}
