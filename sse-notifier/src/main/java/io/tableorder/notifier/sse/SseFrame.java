package io.tableorder.notifier.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A frame holds one message of an event stream as the bytes that go over the line. It is encoded once and shared by all
 * streams that send it.
 */
public final class SseFrame {

    private static final String END = "\n\n";

    /** A ping is a comment: it keeps the connection busy and is no event to a screen. */
    public static final SseFrame PING = new SseFrame(": ping", "");

    private final byte[] bytes;
    private final int dataStart;

    private SseFrame(String head, String data) {
        bytes = (head + data + END).getBytes(UTF_8);
        dataStart = head.getBytes(UTF_8).length;
    }

    /**
     * Encodes an event.
     *
     * @param id what a screen sends as {@code Last-Event-ID} once it has this event; null leaves the id it has
     * @param json without line breaks, which would end the data
     */
    public static SseFrame event(@Nullable Object id, String name, String json) {
        String idLine = id == null ? "" : "id: " + id + "\n";
        return new SseFrame(idLine + "event: " + name + "\ndata: ", json);
    }

    /** Encodes how long a screen waits before it connects again. */
    public static SseFrame retry(Duration delay) {
        return new SseFrame("retry: " + delay.toMillis(), "");
    }

    /** Returns the event's JSON. */
    public String data() {
        return new String(bytes, dataStart, bytes.length - dataStart - END.length(), UTF_8);
    }

    public int size() {
        return bytes.length;
    }

    /** Returns a view of its own for each caller, so that each stream can be at another place in the bytes. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
}
