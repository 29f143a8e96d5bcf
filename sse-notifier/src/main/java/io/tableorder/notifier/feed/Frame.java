package io.tableorder.notifier.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One event as the bytes every stream of its store sends, encoded once. An event that screens need not hear of has a
 * frame without bytes, so that its position is known as this store's.
 */
public final class Frame {

    private static final byte[] NONE = {};
    private static final String END = "\n\n";

    private final Position position;
    private final long sequence;
    private final Instant time;
    private final String storeId;
    private final byte[] bytes;

    /** Where the data begins in the bytes. */
    private final int dataAt;

    private Frame(Position position, long sequence, Instant time, String storeId, byte[] bytes, int dataAt) {
        this.position = position;
        this.sequence = sequence;
        this.time = time;
        this.storeId = storeId;
        this.bytes = bytes;
        this.dataAt = dataAt;
    }

    static Frame silent(RecordedEvent event) {
        return new Frame(event.position(), event.sequence(), event.time(), event.storeId(), NONE, 0);
    }

    /** @param json without line breaks, which would end the data */
    static Frame of(RecordedEvent event, String name, String json) {
        String head = idLine(event.position()) + "event: " + name + "\ndata: ";
        byte[] bytes = (head + json + END).getBytes(UTF_8);
        return new Frame(
                event.position(), event.sequence(), event.time(), event.storeId(), bytes, head.getBytes(UTF_8).length);
    }

    private static String idLine(Object id) {
        return "id: " + id + "\n";
    }

    /** The same event as a chain's stream has it: the data says whose it is, and the id how far the whole chain is known. */
    Frame inChain(ChainPosition id, long chainSequence) {
        if (isSilent()) {
            return new Frame(position, chainSequence, time, storeId, NONE, 0);
        }
        int nameAt = idLine(position).length();
        String name = new String(bytes, nameAt, dataAt - nameAt, UTF_8);
        String json = new String(bytes, dataAt, bytes.length - dataAt - END.length(), UTF_8);
        String head = idLine(id) + name;
        byte[] own = (head + ChainData.of(storeId, position, json) + END).getBytes(UTF_8);
        return new Frame(position, chainSequence, time, storeId, own, head.getBytes(UTF_8).length);
    }

    public Position position() {
        return position;
    }

    /** The event's, counting its feed's events from 1 without a gap. */
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

    /** A view of its own, so that each stream can be at another place in it. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
}
