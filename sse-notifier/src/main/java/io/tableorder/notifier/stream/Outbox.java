package io.tableorder.notifier.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stream has begun to send, and how its connection takes it. The bytes are shared with all streams that send them;
 * only the place is its own.
 */
final class Outbox {

    private static final ByteBuffer[] NOTHING = {};

    private ByteBuffer[] buffers = NOTHING;
    private @Nullable Outlet outlet;
    private boolean blocked;
    private long blockedSince;
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

    void add(String text) {
        add(List.of(ByteBuffer.wrap(text.getBytes(UTF_8))));
    }

    /** Writes what the connection takes now; returns true once nothing is left. */
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
        blockedSince = 0;
        lastFlush = System.nanoTime();
        return true;
    }

    /** The time for a write goes on from the first part that was not taken until nothing is left. */
    private void block(Outlet connection) {
        if (blockedSince == 0) {
            blockedSince = System.nanoTime();
        }
        blocked = true;
        connection.awaitWritable();
    }

    void writable() {
        blocked = false;
    }

    /** False before there is a connection, and while it does not take what it was sent. */
    boolean takesMore() {
        return outlet != null && !blocked;
    }

    boolean isBlocked() {
        return blocked;
    }

    boolean isBlockedLongerThan(Duration deadline, long now) {
        return blocked && now - blockedSince > deadline.toNanos();
    }

    /** {@link System#nanoTime()} of when the client last got something. */
    long lastFlush() {
        return lastFlush;
    }

    /** Bytes not written yet. */
    int size() {
        return Arrays.stream(buffers).mapToInt(ByteBuffer::remaining).sum();
    }

    void close() {
        if (outlet != null) {
            outlet.close();
        }
    }
}
