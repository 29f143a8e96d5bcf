package io.tableorder.projector.rebuild;

import io.tableorder.event.Role;
import io.tableorder.operability.database.DatabaseCalls;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import io.tableorder.operability.security.Caller;
import io.tableorder.projector.text.ProjectorText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rebuilds by HTTP. A rebuild loads the database of all chains and changes what all of them see, so the platform's
 * operator alone may begin, switch, undo and clean up; a chain admin may look how far it is, but sees no other chain's
 * keys.
 */
@RestController
final class RebuildController implements AccessPolicy {
    private static final String REBUILD = "/api/v1/admin/projection/rebuild";
    private static final String GENERATIONS = "/api/v1/admin/projection/generations";

    record RebuildBody(boolean compareOnly, @Nullable String acceptDifferences) {}

    record SwitchBody(@Nullable String acceptDifferences) {}

    private final RebuildService service;
    private final Generations generations;
    private final DatabaseCalls calls;

    RebuildController(RebuildService service, JdbcTemplate jdbc, DatabaseCalls calls) {
        this.service = service;
        this.generations = new Generations(jdbc);
        this.calls = calls;
    }

    @Override
    public void describe(AccessRules rules) {
        rules.allow(HttpMethod.GET, REBUILD, Role.OPERATOR, Role.CHAIN_ADMIN);
        rules.allow(HttpMethod.POST, REBUILD + "/**", Role.OPERATOR);
        rules.allow(HttpMethod.DELETE, GENERATIONS, Role.OPERATOR);
    }

    @GetMapping(REBUILD)
    RebuildReport progress(Caller caller) {
        return RebuildReport.of(calls.call(generations::all), service.last(), caller.role() == Role.OPERATOR);
    }

    @PostMapping(REBUILD)
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildReport rebuild(Caller caller, @RequestBody(required = false) @Nullable RebuildBody body) {
        boolean compareOnly = body != null && body.compareOnly();
        String accepted = body == null ? null : body.acceptDifferences();
        return start(caller, new RebuildRequest.Build("asked for by " + caller.subject(), compareOnly, accepted));
    }

    @PostMapping(REBUILD + "/switch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildReport switchToBuilt(Caller caller, @RequestBody(required = false) @Nullable SwitchBody body) {
        return start(caller, new RebuildRequest.SwitchToBuilt(body == null ? null : body.acceptDifferences()));
    }

    @PostMapping(REBUILD + "/rollback")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildReport rollBack(Caller caller) {
        return start(caller, new RebuildRequest.Rollback());
    }

    /** All but the live one. */
    @DeleteMapping(GENERATIONS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildReport clean(Caller caller) {
        return start(caller, new RebuildRequest.Clean());
    }

    private RebuildReport start(Caller caller, RebuildRequest request) {
        try {
            service.start(request);
        } catch (RebuildFailedException e) {
            throw new ProblemException(ErrorCode.CONFLICT, ProjectorText.REBUILD_UNDER_WAY);
        }
        return progress(caller);
    }
}
