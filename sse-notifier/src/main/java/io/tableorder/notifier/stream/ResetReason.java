package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.Signal;
import io.tableorder.notifier.sse.SseFrame;
import io.tableorder.wire.Json;
import java.util.Locale;

/** This says why a screen must forget what it holds. After the last two nothing follows but the stream's end. */
enum ResetReason {
    /** Further back than a stream is replayed. */
    TOO_OLD,
    /** No event of this store is there: of another store, of another log, or no position at all. */
    UNKNOWN_POSITION,
    /** The log could not be read in time. */
    HISTORY_UNAVAILABLE,
    FEED_BROKEN,
    FEED_RESTARTED;

    static ResetReason of(Signal.End end) {
        return switch (end) {
            case FEED_BROKEN -> FEED_BROKEN;
            case FEED_RESTARTED -> FEED_RESTARTED;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Encodes the reset without an id: a client cut off before the board that follows comes back and is told again. */
    SseFrame frame() {
        return SseFrame.event(null, "reset", "{\"reason\":\"" + label() + "\"}");
    }

    /** Encodes the reset of one of a chain's stores. */
    SseFrame frameFor(String storeId) {
        String quotedId = Json.mapper().writeValueAsString(storeId);
        return SseFrame.event(null, "reset", "{\"reason\":\"" + label() + "\",\"store_id\":" + quotedId + "}");
    }
}
