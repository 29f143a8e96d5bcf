package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.Signal;
import java.util.Locale;

/** The reasons why a stream ends, in words that serve as a metric's label. */
public enum EndReason {
    /** The client closed its connection, with nothing left to send to it. */
    CLIENT_GONE,
    /** The connection broke, or was closed, with something left to send. */
    WRITE_FAILED,
    /** The client did not take what was written within the time for it. */
    WRITE_TIMEOUT,
    /** Nobody has acknowledged what was sent for a while: the client is gone without a word. */
    CLIENT_VANISHED,
    /** The client took it so slowly that what comes next has left the ring. */
    LAGGED,
    TOKEN_EXPIRED,
    /** The client's access was ended: by a log-out, a new password, a disabled account and the like. */
    ACCESS_ENDED,
    SHUTDOWN,
    FEED_BROKEN,
    FEED_RESTARTED,
    FAILURE;

    static EndReason of(Signal.End end) {
        return switch (end) {
            case FEED_BROKEN -> FEED_BROKEN;
            case FEED_RESTARTED -> FEED_RESTARTED;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns true when something was to be sent and could not be. */
    boolean isSendFailure() {
        return switch (this) {
            case WRITE_FAILED, WRITE_TIMEOUT, LAGGED, FAILURE -> true;
            case CLIENT_GONE, CLIENT_VANISHED, TOKEN_EXPIRED, ACCESS_ENDED, SHUTDOWN, FEED_BROKEN, FEED_RESTARTED ->
                false;
        };
    }
}
