package io.tableorder.api.query;

import io.tableorder.board.CallView;
import io.tableorder.decide.CallCommand;
import io.tableorder.operability.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells guests what they can call for, and whether somebody comes. */
@RestController
final class CallQueries {
    /** No party waits longer for an answer; what was called for before is another's. */
    private static final Duration LONGEST_STAY = Duration.ofHours(12);

    /**
     * @param serverTime by which tablets tell how long ago a call was answered
     * @param kinds what guests can call for, in the order in which it is offered
     * @param calls the newest of each kind that is open or was answered
     */
    record OwnCalls(int tableNumber, Instant serverTime, List<String> kinds, List<CallView> calls) {}

    private final StoreReads reads;
    private final OwnTable ownTable;
    private final CallReads calls;
    private final InstantSource clock;

    CallQueries(StoreReads reads, OwnTable ownTable, CallReads calls, InstantSource clock) {
        this.reads = reads;
        this.ownTable = ownTable;
        this.calls = calls;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/customer/calls", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OwnCalls> ofOwnTable(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String held,
            @RequestParam(required = false) @Nullable String after) {
        return reads.read(caller, null, after, store -> {
            TableEntity table = ownTable.of(caller, store);
            return Conditional.on(store, reads.tag(store.position()), held, () -> ownCalls(store, table))
                    .answer();
        });
    }

    private OwnCalls ownCalls(StoreEntity store, TableEntity table) {
        Instant now = clock.instant();
        List<CallView> latest = calls.latest(store.storeId(), table.tableId(), now.minus(LONGEST_STAY)).stream()
                .filter(call -> call.answeredAt() == null || isOfTheSameParty(call, table))
                .toList();
        return new OwnCalls(table.tableNumber(), now, CallCommand.KINDS, latest);
    }

    /** Those who sit down next are not told that somebody comes. */
    private static boolean isOfTheSameParty(CallView call, TableEntity table) {
        return call.sessionId() == null || call.sessionId().equals(table.sessionId());
    }
}
