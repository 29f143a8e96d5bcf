package io.tableorder.projector.release;

import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import io.tableorder.operability.request.RequestContext;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.AccessRules;
import io.tableorder.operability.security.Caller;
import io.tableorder.projector.project.SkipDecision;
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

    private static final Wording WRONG_REASON = new Wording("1–500자로 이유를 적으세요", "Say why, in 1 to 500 characters");
    private static final Wording WRONG_POSITION = new Wording("위치는 7-123456 형식입니다", "A position looks like 7-123456");
    private static final Wording NOT_YOURS = new Wording(
            "매장을 알 수 없는 이벤트는 플랫폼 운영자만 처리할 수 있습니다",
            "The event's store is not known: the platform's operator decides about it (./orders parked)");
    private static final Wording BEHIND =
            new Wording("앞서 보류된 이벤트 %s부터 처리하세요", "It waits behind the parked event %s: decide about that one first");

    private static final Wording REFUSED =
            new Wording("이 레코드는 건너뛸 수 없습니다: %s", "The store's writer does not leave it out: %s");
    private static final Wording UNAVAILABLE = new Wording(
            "주문 서비스에 결정을 전하지 못했습니다. 잠시 후 다시 시도하세요: %s",
            "The decision could not be brought to order-api, try again: %s");

    record Skip(@Nullable String reason) {}

    private final ParkedOwners owners;
    private final LoggedRelease release;

    ParkedController(ParkedOwners owners, LoggedRelease release) {
        this.owners = owners;
        this.release = release;
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
            throw ProblemException.invalid("reason", WRONG_REASON);
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
            throw ProblemException.invalid("position", WRONG_POSITION);
        }
        List<String> chain = owners.chainOf(position);
        if (chain.contains(ParkedOwners.NO_CHAIN)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, NOT_YOURS);
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
                throw new ProblemException(ErrorCode.CONFLICT, BEHIND.with(first));
            case ParkedSkip.Outcome.Refused(var detail) ->
                throw new ProblemException(ErrorCode.CONFLICT, REFUSED.with(detail));
            case ParkedSkip.Outcome.Unavailable(var detail) ->
                throw new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, UNAVAILABLE.with(detail));
        };
    }

    private static ReleaseReport report(Position position, ReleaseOutcome outcome) {
        return switch (outcome) {
            case ReleaseOutcome.Released(var applied) -> ReleaseReport.of(position.toString(), applied);
            case ReleaseOutcome.NotParked() -> throw new ProblemException(ErrorCode.NOT_FOUND);
            case ReleaseOutcome.BehindParked(var first) ->
                throw new ProblemException(ErrorCode.CONFLICT, BEHIND.with(first));
        };
    }
}
