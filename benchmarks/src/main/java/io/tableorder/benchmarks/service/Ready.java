package io.tableorder.benchmarks.service;

import io.tableorder.embedded.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waiting for a service to say that it is ready. */
public final class Ready {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Ready() {}

    /**
     * Returns when the service says that it is ready.
     *
     * @throws IllegalStateException with the end of its log, if it never says so
     */
    public static void await(int port, ChildProcess process) throws InterruptedException {
        await(port, process, LONGEST_START);
    }

    /** Does the same, with a limit of its own for a start that has much to restore. */
    public static void await(int port, ChildProcess process, Duration limit) throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .build();
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It is starting.
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw new IllegalStateException("Not ready. The end of the log:\n" + process.logTail());
    }
}
