package io.tableorder.decide;

import io.tableorder.decide.Decision.Granted;
import io.tableorder.decide.Decision.Refused;
import io.tableorder.decide.Decision.Unchanged;
import io.tableorder.event.CallEvent;
import io.tableorder.event.CallEvent.CallOutcome;
import io.tableorder.event.StoreEvent;
import io.tableorder.store.Call;
import io.tableorder.store.Floor;
import io.tableorder.store.Session;
import io.tableorder.store.Table;
import java.util.List;

/**
 * Decides what guests call for. A table has one open call of each kind at most, which bounds the store's state: whoever
 * calls for the same again is waited for already.
 */
final class CallDecider {

    private CallDecider() {}

    static Decision decide(Floor floor, CallCommand command) {
        return switch (command) {
            case CallCommand.MakeCall make -> make(floor, make);
            case CallCommand.AnswerCall answer -> answer(floor, answer);
        };
    }

    private static Decision make(Floor floor, CallCommand.MakeCall make) {
        if (make.overRate() != null) {
            return new Refused(new Rejection.OverRate(make.overRate()));
        }
        Table table = floor.table(make.tableId());
        if (table == null) {
            return new Refused(new Rejection.NoSuchTable(make.tableId()));
        }
        if (make.letInAt() != null && !table.isAccessibleSince(make.letInAt())) {
            return new Refused(new Rejection.AccessRenewed());
        }
        if (!CallCommand.KINDS.contains(make.kind())) {
            return new Refused(new Rejection.NoSuchCallKind(make.kind()));
        }
        if (floor.openCall(table.tableId(), make.kind()).isPresent()) {
            return new Unchanged();
        }
        Session session = table.session();
        return new Granted(List.of(new CallEvent.Made(
                make.callId(),
                make.kind(),
                session == null ? null : session.sessionId(),
                table.tableId(),
                table.tableNumber())));
    }

    private static Decision answer(Floor floor, CallCommand.AnswerCall answer) {
        Call call = floor.call(answer.callId());
        if (call == null) {
            return new Refused(new Rejection.NoSuchCall(answer.callId()));
        }
        // Somebody else is on his way, so the guests get what they want.
        return call.waits() ? new Granted(List.of(ended(call, CallOutcome.ANSWERED))) : new Unchanged();
    }

    /** Nobody waits at a table any more. */
    static List<StoreEvent> allEnded(Floor floor, Table table, CallOutcome outcome) {
        return floor.openCallsAt(table.tableId()).stream()
                .<StoreEvent>map(call -> ended(call, outcome))
                .toList();
    }

    /** Takes the open calls of a table along to another, where each kind is called for once. */
    static List<StoreEvent> allMoved(Floor floor, Table from, String toSessionId, Table to) {
        return floor.openCallsAt(from.tableId()).stream()
                .<StoreEvent>map(
                        call -> floor.openCall(to.tableId(), call.kind()).isPresent()
                                ? ended(call, CallOutcome.ASKED_ALREADY)
                                : new CallEvent.Moved(
                                        call.callId(), from.tableId(), toSessionId, to.tableId(), to.tableNumber()))
                .toList();
    }

    private static CallEvent.Ended ended(Call call, CallOutcome outcome) {
        return new CallEvent.Ended(call.callId(), call.kind(), call.tableId(), call.tableNumber(), outcome);
    }
}
