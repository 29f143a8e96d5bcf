package io.tableorder.notifier.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.board.BoardView;
import io.tableorder.event.Position;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.store.StoreState;
import io.tableorder.wire.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The streams of one feed, all on one loop, so that an event wakes them once and a board is encoded once for all. */
final class Siblings {

    private final StreamLoop loop;
    private final Scope scope;
    private final List<BoardStream> streams = new ArrayList<>(2);
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile int size;
    private byte @Nullable [] initial;
    private long initialSequence;

    Siblings(StreamLoop loop, Scope scope) {
        this.loop = loop;
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    /** From any thread. However often it is said until the loop comes to it, it is one task. */
    void changed() {
        if (told.compareAndSet(false, true)) {
            loop.execute(this::send);
        }
    }

    private void send() {
        told.set(false);
        initial = null;
        // From the end: those that end here leave the list.
        for (int index = streams.size() - 1; index >= 0; index--) {
            streams.get(index).changed();
        }
    }

    void add(BoardStream stream) {
        streams.add(stream);
        size = streams.size();
    }

    void remove(BoardStream stream) {
        streams.remove(stream);
        size = streams.size();
        if (streams.isEmpty()) {
            loop.forget(this);
        }
    }

    /** From any thread. */
    int size() {
        return size;
    }

    void look(long now) {
        for (int index = streams.size() - 1; index >= 0; index--) {
            streams.get(index).look(now);
        }
    }

    List<BoardStream> streams() {
        return streams;
    }

    /** The board's frame. After a restart many ask for the same one. */
    ByteBuffer initial(StoreState state) {
        if (initial == null || initialSequence != state.head().sequence()) {
            initial = encode(state);
            initialSequence = state.head().sequence();
        }
        return ByteBuffer.wrap(initial).asReadOnlyBuffer();
    }

    private static byte[] encode(StoreState state) {
        Position position = state.head().position();
        String id = position == null ? "" : "id: " + position + "\n";
        String board = Json.mapper().writeValueAsString(BoardView.of(state));
        return (id + "event: initial\ndata: " + board + "\n\n").getBytes(UTF_8);
    }
}
