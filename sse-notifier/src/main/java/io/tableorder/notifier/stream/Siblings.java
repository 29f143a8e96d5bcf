package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.sse.SseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The streams of one feed, all on one loop, so that an event wakes them once and a board is encoded once for all. */
final class Siblings {

    private final StreamLoop loop;
    private final Scope scope;
    private final List<BoardStream> streams = new ArrayList<>(2);
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile int size;
    private @Nullable Board board;

    /** @param sequence of the feed, when the board was encoded */
    private record Board(long sequence, SseFrame frame) {}

    Siblings(StreamLoop loop, Scope scope) {
        this.loop = loop;
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    /**
     * Tells the streams of news, from any thread. However often that is said until the loop comes to it, it is one
     * task.
     */
    void changed() {
        if (told.compareAndSet(false, true)) {
            loop.execute(this::send);
        }
    }

    private void send() {
        told.set(false);
        board = null;
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

    /** Returns the number of streams; may be called from any thread. */
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

    /** Returns the store's board as of this sequence. After a restart many ask for the same one, so it is kept. */
    SseFrame board(long sequence, Supplier<SseFrame> encode) {
        Board latest = board;
        if (latest == null || latest.sequence() != sequence) {
            latest = new Board(sequence, encode.get());
            board = latest;
        }
        return latest.frame();
    }
}
