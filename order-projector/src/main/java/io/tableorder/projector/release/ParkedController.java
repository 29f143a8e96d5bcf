package io.tableorder.projector.release;

import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.operability.database.DatabaseCalls;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.request.RequestContext;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import io.tableorder.operability.security.Caller;
import io.tableorder.projector.project.SkipDecision;
import io.tableorder.projector.text.ProjectorText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ParkedController implements AccessPolicy {
    private static final String RETRY = "/api/v1/admin/projection/parked/{position}/retry";
    private static final String SKIP = "/api/v1/admin/projection/parked/{position}/skip";

    /** A few sentences; it is kept for ever. */
    private static final int MAXIMUM_REASON_CHARACTERS = 500;

    record Skip(@Nullable String reason) {}

    private final ParkedOwners owners;
    private final LoggedRelease release;
    private final DatabaseCalls calls;

    ParkedController(ParkedOwners owners, LoggedRelease release, DatabaseCalls calls) {
        this.owners = owners;
        this.release = release;
        this.calls = calls;
    }

    @Override
    public void describe(AccessRules rules) {
        rules.allow(HttpMethod.POST, RETRY, Role.CHAIN_ADMIN).allow(HttpMethod.POST, SKIP, Role.CHAIN_ADMIN);
    }

    @PostMapping(RETRY)
    ReleaseReport retry(Caller caller, @PathVariable String position) {
        Position parked = ofChain(caller, position);
        return report(parked, release.retry(parked, caller.actor()));
    }

    @PostMapping(SKIP)
    ReleaseReport skip(
            Caller caller, @PathVariable String position, @RequestBody Skip skip, HttpServletRequest request) {
        String reason = skip.reason() == null ? "" : skip.reason().strip();
        if (reason.isEmpty() || reason.length() > MAXIMUM_REASON_CHARACTERS || reason.indexOf('\0') >= 0) {
            throw ProblemException.invalid("reason", ProjectorText.REASON_MALFORMED);
        }
        Position parked = ofChain(caller, position);
        return report(
                release.skip(parked, new SkipDecision(reason, caller.actor(), RequestContext.requestId(request))));
    }

    private Position ofChain(Caller caller, String text) {
        Position position;
        try {
            position = Position.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.invalid("position", ProjectorText.POSITION_MALFORMED);
        }
        List<String> chain = calls.call(() -> owners.chainOf(position));
        if (chain.contains(ParkedOwners.NO_CHAIN)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, ProjectorText.ONLY_THE_OPERATOR);
        }
        if (!chain.contains(caller.chainId())) {
            throw new ProblemException(ErrorCode.NOT_FOUND);
        }
        return position;
    }

    private static ReleaseReport report(ParkedSkip.Outcome outcome) {
        return switch (outcome) {
            case ParkedSkip.Outcome.Skipped(var report) -> report;
            case ParkedSkip.Outcome.NotParked() -> throw new ProblemException(ErrorCode.NOT_FOUND);
            case ParkedSkip.Outcome.BehindParked(var first) ->
                throw new ProblemException(ErrorCode.CONFLICT, ProjectorText.BEHIND_PARKED.with(first));
            case ParkedSkip.Outcome.Refused(var detail) ->
                throw new ProblemException(ErrorCode.CONFLICT, ProjectorText.SKIP_REFUSED.with(detail));
            case ParkedSkip.Outcome.Unavailable(var detail) ->
                throw new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, ProjectorText.WRITERS_AWAY.with(detail));
        };
    }

    private static ReleaseReport report(Position position, ReleaseOutcome outcome) {
        return switch (outcome) {
            case ReleaseOutcome.Released(var applied) -> ReleaseReport.of(position.toString(), applied);
            case ReleaseOutcome.NotParked() -> throw new ProblemException(ErrorCode.NOT_FOUND);
            case ReleaseOutcome.BehindParked(var first) ->
                throw new ProblemException(ErrorCode.CONFLICT, ProjectorText.BEHIND_PARKED.with(first));
        };
    }
}
