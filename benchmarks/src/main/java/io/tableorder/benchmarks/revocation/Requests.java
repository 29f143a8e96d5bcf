package io.tableorder.benchmarks.revocation;

import io.tableorder.benchmarks.service.HttpCaller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Asks one service again and again in somebody's name until it does not know them any more. It asks for what is the operator's
 * alone: 403 says that they are known, 401 that they are not, and neither needs PostgreSQL.
 */
final class Requests implements AutoCloseable {

    private static final int UNKNOWN = 401;
    private static final Duration BETWEEN = Duration.ofMillis(10);

    private final HttpCaller caller;
    private final String method;
    private final URI uri;
    private final CompletableFuture<Long> refused = new CompletableFuture<>();
    private volatile boolean over;

    private Requests(HttpCaller caller, String method, URI uri) {
        this.caller = caller;
        this.method = method;
        this.uri = uri;
    }

    /**
     * Returns when the first has been answered.
     *
     * @throws IllegalStateException if that is refused already
     */
    static Requests begin(HttpCaller caller, String method, URI uri) throws IOException, InterruptedException {
        Requests requests = new Requests(caller, method, uri);
        if (requests.isRefused()) {
            throw new IllegalStateException(uri + " refuses a login that has not ended");
        }
        Thread.ofVirtual().start(requests::askOn);
        return requests;
    }

    private boolean isRefused() throws IOException, InterruptedException {
        return caller.send(method, uri, null).status() == UNKNOWN;
    }

    private void askOn() {
        try {
            while (!over) {
                if (isRefused()) {
                    refused.complete(System.nanoTime());
                    return;
                }
                Thread.sleep(BETWEEN);
            }
        } catch (IOException | InterruptedException | RuntimeException failed) {
            refused.completeExceptionally(failed);
        }
    }

    /** Completes with the time of the first refusal, by {@link System#nanoTime}. */
    CompletableFuture<Long> refused() {
        return refused;
    }

    @Override
    public void close() {
        over = true;
    }
}
