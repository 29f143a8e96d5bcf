package io.tableorder.notifier.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * One event as the bytes every stream of its store sends, encoded once. An event that screens need not hear of has a
 * frame without bytes, so that its position is known as this store's.
 */
public final class Frame {

    private static final byte[] NONE = {};

    private final Position position;
    private final long sequence;
    private final Instant time;
    private final byte[] bytes;

    private Frame(Position position, long sequence, Instant time, byte[] bytes) {
        this.position = position;
        this.sequence = sequence;
        this.time = time;
        this.bytes = bytes;
    }

    static Frame silent(RecordedEvent event) {
        return new Frame(event.position(), event.sequence(), event.time(), NONE);
    }

    /** @param json without line breaks, which would end the data */
    static Frame of(RecordedEvent event, String name, String json) {
        String text = "id: " + event.position() + "\nevent: " + name + "\ndata: " + json + "\n\n";
        return new Frame(event.position(), event.sequence(), event.time(), text.getBytes(UTF_8));
    }

    public Position position() {
        return position;
    }

    /** The event's, counting its store's events from 1 without a gap. */
    public long sequence() {
        return sequence;
    }

    /** When the event was decided. */
    public Instant time() {
        return time;
    }

    public int size() {
        return bytes.length;
    }

    public boolean isSilent() {
        return bytes.length == 0;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
