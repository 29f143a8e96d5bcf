package io.tableorder.api.writer;

import io.tableorder.event.Position;
import java.util.concurrent.CompletableFuture;

/**
 * A partition this instance holds: its stores' states and where its next event will stand. While closed they belong to
 * the restorer, while open to the writer's thread; {@link LogWriter} alone changes which.
 */
final class Held {

    private final Stores stores;
    private volatile long closedSinceNanos = System.nanoTime();
    private Position next;
    private volatile boolean open;
    private volatile boolean dropped;
    private volatile CompletableFuture<Void> settled = new CompletableFuture<>();

    /** @param next where reading begins: behind what the stores' states have in them */
    Held(Stores stores, Position next) {
        this.stores = stores;
        this.next = next;
    }

    int partition() {
        return next.partition();
    }

    Stores stores() {
        return stores;
    }

    Position next() {
        return next;
    }

    void moveTo(Position position) {
        next = position;
    }

    long closedSinceNanos() {
        return closedSinceNanos;
    }

    boolean isOpen() {
        return open;
    }

    boolean isDropped() {
        return dropped;
    }

    void open() {
        open = true;
        settled.complete(null);
    }

    void close() {
        if (open) {
            open = false;
            closedSinceNanos = System.nanoTime();
            settled = new CompletableFuture<>();
        }
    }

    void drop() {
        dropped = true;
        open = false;
        settled.complete(null);
    }

    /** Completes when the partition takes commands or is no longer held. */
    CompletableFuture<Void> settled() {
        return settled;
    }
}
