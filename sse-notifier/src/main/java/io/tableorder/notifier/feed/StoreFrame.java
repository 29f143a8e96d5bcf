package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.identity.ClientPositions;
import io.tableorder.notifier.sse.SseFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A frame is one event as the streams of its store send it.
 *
 * @param name the kind of event that screens know; empty for a silent frame
 * @param event null for a silent frame
 * @param positions as clients are given them
 */
record StoreFrame(
        String storeId,
        Position position,
        long decidedMicros,
        String name,
        @Nullable SseFrame event,
        ClientPositions positions)
        implements Frame {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    static StoreFrame silent(RecordedEvent event, ClientPositions positions) {
        return new StoreFrame(event.storeId(), event.position(), micros(event), "", null, positions);
    }

    /** @param json without line breaks */
    static StoreFrame of(RecordedEvent event, String name, String json, ClientPositions positions) {
        SseFrame encoded = SseFrame.event(positions.write(event.position()), name, json);
        return new StoreFrame(event.storeId(), event.position(), micros(event), name, encoded, positions);
    }

    private static long micros(RecordedEvent event) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, event.time());
    }

    @Override
    public Frame in(Scope scope, FeedPosition after) {
        return switch (scope) {
            case Scope.Store _ -> this;
            case Scope.Chain _ -> new ChainFrame(this, after);
        };
    }

    @Override
    public int size() {
        return event == null ? 0 : event.size();
    }

    @Override
    public boolean isSilent() {
        return event == null;
    }

    @Override
    public ByteBuffer bytes() {
        return event == null ? NOTHING.duplicate() : event.bytes();
    }

    @Override
    public boolean isReachedBy(FeedPosition held) {
        return held.includes(position);
    }
}
