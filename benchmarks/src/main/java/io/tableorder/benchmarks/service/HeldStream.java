package io.tableorder.benchmarks.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A stream that is read by a thread of its own until it ends; closing it is no end. */
public final class HeldStream implements AutoCloseable {

    private final InputStream body;
    private final CompletableFuture<Long> ended = new CompletableFuture<>();
    private volatile boolean closed;

    private HeldStream(InputStream body) {
        this.body = body;
    }

    /**
     * Returns when the first of the stream is there.
     *
     * @throws IllegalStateException when there is no stream
     */
    public static HeldStream open(HttpCaller caller, URI uri) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                caller.http().send(caller.request(uri).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200 || response.body().read() < 0) {
            response.body().close();
            throw new IllegalStateException("The stream was answered " + response.statusCode());
        }
        HeldStream stream = new HeldStream(response.body());
        Thread.ofVirtual().start(stream::read);
        return stream;
    }

    private void read() {
        byte[] passedOver = new byte[8 * 1024];
        try {
            while (body.read(passedOver) >= 0) {
                // What it says is of no interest here.
            }
        } catch (IOException broken) {
            // That is an end too.
        }
        if (!closed) {
            ended.complete(System.nanoTime());
        }
    }

    /** Completes with the time of its end, by {@link System#nanoTime}, when somebody else ends it. */
    public CompletableFuture<Long> ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        body.close();
    }
}
