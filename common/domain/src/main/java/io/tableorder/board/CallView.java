package io.tableorder.board;

import io.tableorder.store.Call;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as the contract shows it.
 *
 * @param kind what for: staff, water, plates or bill
 * @param sessionId null for guests who had not ordered when they called
 * @param answeredAt when staff said that they come; null while nobody has
 */
public record CallView(
        String callId,
        String kind,
        String tableId,
        int tableNumber,
        @Nullable String sessionId,
        Instant calledAt,
        @Nullable Instant answeredAt) {

    public static CallView of(Call call) {
        return new CallView(
                call.callId(),
                call.kind(),
                call.tableId(),
                call.tableNumber(),
                call.sessionId(),
                call.calledAt(),
                call.answeredAt());
    }
}
