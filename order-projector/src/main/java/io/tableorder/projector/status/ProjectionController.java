package io.tableorder.projector.status;

import io.tableorder.event.Role;
import io.tableorder.operability.database.DatabaseCalls;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import io.tableorder.operability.security.Caller;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ProjectionController implements AccessPolicy {
    private final ProjectionProgress progress;
    private final DatabaseCalls calls;

    ProjectionController(ProjectionProgress progress, DatabaseCalls calls) {
        this.progress = progress;
        this.calls = calls;
    }

    @Override
    public void describe(AccessRules rules) {
        rules.allow(HttpMethod.GET, "/api/v1/admin/projection", Role.CHAIN_ADMIN, Role.OPERATOR);
    }

    /** Partitions hold the stores of all chains and are shown as numbers; parked events are the caller's chain's. */
    @GetMapping("/api/v1/admin/projection")
    ProjectionReport projection(Caller caller) {
        return calls.call(() -> progress.report(caller.chainId()));
    }
}
