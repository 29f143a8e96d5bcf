package io.tableorder.notifier.stream;

/** A stream is in one state at a time, which holds what the stream needs to know only there. It never goes back. */
sealed interface StreamState {

    /**
     * The stream is admitted, and its connection is still the request's.
     *
     * @param sinceNanos by {@link System#nanoTime}
     */
    record Opening(long sinceNanos) implements StreamState {}

    /**
     * The stream waits for the log to be read up to where its client is.
     *
     * @param sinceNanos by {@link System#nanoTime}
     */
    record Waiting(long sinceNanos) implements StreamState {}

    /** The stream sends what is read from the log again for it. */
    record Replaying(Replay replay) implements StreamState {}

    /** The stream sends what comes from its feed. */
    record Following() implements StreamState {}

    /** The stream sends its last words. */
    record Ending(EndReason reason) implements StreamState {}

    /** The stream is over, and its place is given back. */
    record Ended(EndReason reason) implements StreamState {}

    /** The states by name, in words that serve as a metric's label. */
    enum Name {
        OPENING,
        WAITING,
        REPLAYING,
        FOLLOWING,
        ENDING,
        ENDED;

        boolean mayBecome(Name next) {
            return switch (this) {
                case OPENING -> next != OPENING;
                case WAITING -> next != OPENING && next != WAITING;
                case REPLAYING -> next == FOLLOWING || next == ENDING || next == ENDED;
                case FOLLOWING -> next == ENDING || next == ENDED;
                case ENDING -> next == ENDED;
                case ENDED -> false;
            };
        }
    }

    default Name name() {
        return switch (this) {
            case Opening _ -> Name.OPENING;
            case Waiting _ -> Name.WAITING;
            case Replaying _ -> Name.REPLAYING;
            case Following _ -> Name.FOLLOWING;
            case Ending _ -> Name.ENDING;
            case Ended _ -> Name.ENDED;
        };
    }
}
