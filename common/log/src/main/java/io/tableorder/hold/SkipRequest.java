package io.tableorder.hold;

import io.tableorder.event.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A skip request asks the store's writer to leave a record out. Its JSON is what one service sends and another takes.
 *
 * @param recordHash as {@link RecordHash} gives it
 */
public record SkipRequest(
        String storeId,
        String position,
        String recordHash,
        String reason,
        Actor actor,
        @Nullable String requestId) {

    /** Every instance of order-api takes it at this path. */
    public static final String PATH = "/internal/skipped-records";

    /** The writer answers with the position of its decision. */
    public record Decided(String position) {}
}
