package io.tableorder.api.query;

import io.tableorder.api.account.StoreScope;
import io.tableorder.operability.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows that a store's journal is whole: nothing altered, nothing taken out. */
@RestController
final class AuditQueries {
    private final StoreScope scope;
    private final ReadPosition position;
    private final HashChainAudit audit;

    AuditQueries(StoreScope scope, ReadPosition position, HashChainAudit audit) {
        this.scope = scope;
        this.position = position;
        this.audit = audit;
    }

    /** Verifies the events from one time up to another; all of them by default. */
    @GetMapping(path = "/api/v1/admin/audit/verify", produces = MediaType.APPLICATION_JSON_VALUE)
    AuditReport verify(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after) {
        String scoped = scope.storeOf(caller, storeId);
        position.await(after);
        return audit.verify(
                scoped, from == null ? null : Times.instant("from", from), to == null ? null : Times.instant("to", to));
    }
}
