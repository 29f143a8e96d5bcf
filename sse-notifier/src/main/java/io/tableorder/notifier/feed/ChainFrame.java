package io.tableorder.notifier.feed;

import io.tableorder.event.Position;
import io.tableorder.notifier.sse.SseFrame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A store's frame as a chain's stream sends it: the data says whose event it is, and the id says how far the whole chain
 * is known. It is encoded when the first stream asks for it; most chains have none.
 */
final class ChainFrame implements Frame {

    private final StoreFrame source;
    private final FeedPosition after;

    /**
     * Two threads may both encode it. Either result is good, and publishing it is safe because frames are immutable.
     */
    private @Nullable SseFrame event;

    ChainFrame(StoreFrame source, FeedPosition after) {
        this.source = source;
        this.after = after;
    }

    @Override
    public Frame in(Scope scope, FeedPosition reached) {
        return source.in(scope, reached);
    }

    @Override
    public Position position() {
        return source.position();
    }

    @Override
    public long decidedMicros() {
        return source.decidedMicros();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public boolean isSilent() {
        return source.isSilent();
    }

    @Override
    public ByteBuffer bytes() {
        SseFrame own = source.event();
        if (own == null) {
            return source.bytes();
        }
        SseFrame encoded = event;
        if (encoded == null) {
            String json = ChainData.of(source.storeId(), source.positions().write(source.position()), own.data());
            encoded = SseFrame.event(source.positions().write(after), source.name(), json);
            event = encoded;
        }
        return encoded.bytes();
    }

    @Override
    public boolean isReachedBy(FeedPosition held) {
        return held.includes(after);
    }
}
