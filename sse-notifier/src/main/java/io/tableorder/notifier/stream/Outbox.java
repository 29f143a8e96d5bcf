package io.tableorder.notifier.stream;

import io.tableorder.notifier.sse.SseFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outbox holds what a stream has begun to send, and knows how its connection takes it. The bytes are shared with all
 * streams that send them; only the place in them is its own.
 */
final class Outbox {

    private static final ByteBuffer[] NOTHING = {};

    private ByteBuffer[] buffers = NOTHING;
    private @Nullable Outlet outlet;
    private boolean blocked;

    /** The connection has not taken all of what is here since this {@link System#nanoTime}. */
    private OptionalLong unsentSince = OptionalLong.empty();

    private long lastFlush = System.nanoTime();

    void connect(Outlet connection) {
        outlet = connection;
    }

    boolean isEmpty() {
        return buffers.length == 0;
    }

    void add(List<ByteBuffer> more) {
        buffers = isEmpty()
                ? more.toArray(ByteBuffer[]::new)
                : Stream.concat(Arrays.stream(buffers), more.stream()).toArray(ByteBuffer[]::new);
    }

    void add(SseFrame frame) {
        add(List.of(frame.bytes()));
    }

    /** Writes what the connection takes now, and returns true once nothing is left. */
    boolean flush() throws IOException {
        if (!takesMore() || outlet == null) {
            return false;
        }
        if (isEmpty()) {
            return true;
        }
        outlet.write(buffers);
        if (buffers[buffers.length - 1].hasRemaining()) {
            block(outlet);
            return false;
        }
        buffers = NOTHING;
        unsentSince = OptionalLong.empty();
        lastFlush = System.nanoTime();
        return true;
    }

    /**
     * Waits for the connection. The time for a write goes on from the first part that was not taken until nothing is
     * left.
     */
    private void block(Outlet connection) {
        if (unsentSince.isEmpty()) {
            unsentSince = OptionalLong.of(System.nanoTime());
        }
        blocked = true;
        connection.awaitWritable();
    }

    void writable() {
        blocked = false;
    }

    /** Returns false before there is a connection, and while it does not take what it was sent. */
    boolean takesMore() {
        return outlet != null && !blocked;
    }

    boolean isBlocked() {
        return blocked;
    }

    boolean isBlockedLongerThan(Duration deadline, long now) {
        return blocked && now - unsentSince.orElse(now) > deadline.toNanos();
    }

    /** Returns when the client last got something, by {@link System#nanoTime}. */
    long lastFlush() {
        return lastFlush;
    }

    /** Returns the number of bytes not written yet. */
    int size() {
        return Arrays.stream(buffers).mapToInt(ByteBuffer::remaining).sum();
    }

    void close() {
        if (outlet != null) {
            outlet.close();
        }
    }
}
