package io.tableorder.api.web;

import io.tableorder.api.writer.CommandSubject;
import io.tableorder.board.CallView;
import io.tableorder.event.CallEvent;
import io.tableorder.store.Call;
import io.tableorder.store.Receipt;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What calling is asked in and answered with. */
final class CallBodies {

    private CallBodies() {}

    /** @param kind staff, water, plates or bill */
    record NewCall(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,31}")
            String kind) {}

    static @Nullable CallView made(Receipt receipt) {
        return receipt.event() instanceof CallEvent.Made made ? CallView.of(Call.of(made, receipt.time())) : null;
    }

    /** The same is called for already. */
    static @Nullable CallView open(CommandSubject subject) {
        return subject.call() == null ? null : CallView.of(subject.call());
    }

    /** @param tableNumber where to go */
    record AnsweredCall(String callId, String kind, String tableId, int tableNumber, Instant answeredAt) {

        static @Nullable AnsweredCall of(Receipt receipt) {
            return receipt.event() instanceof CallEvent.Ended ended
                    ? new AnsweredCall(
                            ended.callId(), ended.kind(), ended.tableId(), ended.tableNumber(), receipt.time())
                    : null;
        }

        /** Somebody else has answered it. */
        static @Nullable AnsweredCall of(CommandSubject subject) {
            Call call = subject.call();
            return call == null || call.answeredAt() == null
                    ? null
                    : new AnsweredCall(
                            call.callId(), call.kind(), call.tableId(), call.tableNumber(), call.answeredAt());
        }
    }
}
