package io.tableorder.api.web;

import io.tableorder.api.account.StoreScope;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.query.MenuView;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.web.RolloutBodies.DishChange;
import io.tableorder.api.web.RolloutBodies.DishOutcome;
import io.tableorder.api.web.RolloutBodies.Rollout;
import io.tableorder.api.web.RolloutBodies.RolloutOutcome;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.text.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Changes prices and availability of dishes in several stores of a chain. Each store decides for itself: what one refuses
 * stays as it is there, is told, and keeps none of the others from changing. All are done once under the request's key, so
 * that a roll-out which reached some stores only is sent again as it is.
 */
@RestController
final class ChainMenuController {

    static final String ROLLOUTS = "/api/v1/chain/menus/rollouts";

    /**
     * A screen waits ten seconds for an answer, and the last store asked may take five. Those that are not asked until then
     * are told as not reached.
     */
    private static final Duration TIME = Duration.ofSeconds(4);

    private final CommandDesk desk;
    private final StoreScope scope;
    private final WriterProblems problems;
    private final InstantSource clock;

    ChainMenuController(CommandDesk desk, StoreScope scope, WriterProblems problems, InstantSource clock) {
        this.desk = desk;
        this.scope = scope;
        this.problems = problems;
        this.clock = clock;
    }

    @PostMapping(path = ROLLOUTS, produces = MediaType.APPLICATION_JSON_VALUE)
    RolloutOutcome rollOut(Caller caller, HttpServletRequest request, @Valid @RequestBody Rollout body) {
        body.requireSound();
        body.storeIds().forEach(storeId -> scope.requireOfChain(caller, storeId));
        List<Write> writes = body.changes().stream()
                .map(change -> write(Write.of(caller, change.storeId(), request), change))
                .toList();
        Locale language = Language.of(request);
        long deadline = System.nanoTime() + TIME.toNanos();
        List<DishOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            DishChange change = body.changes().get(i);
            outcomes.add(
                    System.nanoTime() - deadline > 0
                            ? DishOutcome.refused(change, notReached(), language)
                            : apply(writes.get(i), change, language));
        }
        return RolloutOutcome.of(outcomes);
    }

    /** Each dish has a key of its own under the roll-out's, and the version that was seen of it. */
    private static Write write(Write whole, DishChange change) {
        if (whole.idempotencyKey() == null) {
            throw ProblemException.invalid(Write.IDEMPOTENCY_KEY, ApiText.KEY_NEEDED);
        }
        return new Write(
                whole.caller(),
                whole.storeId(),
                whole.method(),
                whole.path(),
                whole.requestId(),
                whole.idempotencyKey() + "\n" + change.menuId(),
                List.of(change.version()));
    }

    private DishOutcome apply(Write write, DishChange change, Locale language) {
        try {
            Accepted accepted = desk.submit(write, change, change.toCommand());
            MenuView menu = accepted.body(
                    receipt -> MenuView.of(receipt.menu(), receipt.time()),
                    subject -> MenuView.of(subject.menu(), clock.instant()));
            return DishOutcome.changed(change, accepted, menu);
        } catch (ProblemException refused) {
            return DishOutcome.refused(change, refused.problem(), language);
        } catch (WriterUnavailableException unavailable) {
            return DishOutcome.refused(change, problems.of(unavailable), language);
        }
    }

    private static Problem notReached() {
        return Problem.of(ErrorCode.SERVICE_UNAVAILABLE, ApiText.ROLLOUT_NOT_REACHED);
    }
}
