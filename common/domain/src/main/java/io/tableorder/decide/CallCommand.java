package io.tableorder.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guests call for something that is no order, and staff answer. */
public sealed interface CallCommand extends StoreCommand {

    /**
     * Every store offers these kinds of calls. They are words of the log rather than an enum's, so that a store can have a
     * list of its own one day and readers of today read it.
     */
    List<String> KINDS = List.of("staff", "water", "plates", "bill");

    String callId();

    /**
     * Guests call at their table.
     *
     * @param callId the new call's
     * @param kind one of {@link #KINDS}
     * @param overRate how long the table must wait until it may call again; the command is then granted as a repetition
     *     only. Null when it may call now
     * @param letInAt when the table's guests were given their token
     */
    record MakeCall(
            String callId,
            String tableId,
            String kind,
            @Nullable Duration overRate,
            @Nullable Instant letInAt) implements CallCommand {

        /** A call of a table that may call now. */
        public MakeCall(String callId, String tableId, String kind) {
            this(callId, tableId, kind, null, null);
        }
    }

    /** Somebody says that he comes. */
    record AnswerCall(String callId) implements CallCommand {}
}
