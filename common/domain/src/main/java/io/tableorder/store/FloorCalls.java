package io.tableorder.store;

import io.tableorder.event.CallEvent;
import java.time.Instant;
import org.pcollections.PMap;

/**
 * How the floor follows what guests call for. A table has one open call of a kind at most, and the last answered one of
 * each kind; both go with the table's party.
 */
final class FloorCalls {

    private FloorCalls() {}

    static Floor evolve(Floor floor, CallEvent event, Instant time) {
        return switch (event) {
            case CallEvent.Made made -> {
                Table table = floor.knownTable(made.tableId());
                if (floor.call(made.callId()) != null
                        || floor.openCall(table.tableId(), made.kind()).isPresent()) {
                    throw new ImpossibleEventException(
                            "Table %s has an open call for %s already".formatted(table.tableId(), made.kind()));
                }
                PMap<String, Call> others = without(floor.calls(), table.tableId(), made.kind());
                yield floor.withCalls(others.plus(made.callId(), Call.of(made, time)));
            }
            case CallEvent.Moved moved -> {
                Call call = open(floor, moved, moved.fromTableId());
                Table to = floor.knownTable(moved.tableId());
                if (floor.openCall(to.tableId(), call.kind()).isPresent()) {
                    throw new ImpossibleEventException("Table %s, to which call %s moves, has an open one for %s"
                            .formatted(to.tableId(), call.callId(), call.kind()));
                }
                PMap<String, Call> others = without(floor.calls(), to.tableId(), call.kind());
                yield floor.withCalls(others.plus(call.callId(), call.moved(moved)));
            }
            case CallEvent.Ended ended -> {
                Call call = open(floor, ended, ended.tableId());
                yield floor.withCalls(
                        ended.outcome() == CallEvent.CallOutcome.ANSWERED
                                ? floor.calls().plus(call.callId(), call.answered(time))
                                : floor.calls().minus(call.callId()));
            }
        };
    }

    private static Call open(Floor floor, CallEvent event, String tableId) {
        Call call = floor.call(event.callId());
        if (call == null || !call.waits() || !call.isAt(tableId)) {
            throw new ImpossibleEventException(
                    "Call %s is not open at table %s, but %s".formatted(event.callId(), tableId, call));
        }
        return call;
    }

    /** The answered call of that kind is not worth keeping when there is another. */
    private static PMap<String, Call> without(PMap<String, Call> calls, String tableId, String kind) {
        PMap<String, Call> left = calls;
        for (Call call : calls.values()) {
            left = call.isAt(tableId) && call.kind().equals(kind) ? left.minus(call.callId()) : left;
        }
        return left;
    }

    /** Nobody answers twice what a party called for that is not at the table any more. */
    static Floor forgetAnswered(Floor floor, String tableId) {
        PMap<String, Call> left = floor.calls();
        for (Call call : floor.calls().values()) {
            left = call.isAt(tableId) && !call.waits() ? left.minus(call.callId()) : left;
        }
        return floor.withCalls(left);
    }
}
