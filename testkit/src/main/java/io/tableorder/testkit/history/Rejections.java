package io.tableorder.testkit.history;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.StoreState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Keeps the rejections of one store that wait for a state that justifies them. Each may look at the states between what
 * was surely in the log when it was sent and what surely came after it was answered. States are counted by the events
 * in them.
 */
final class Rejections {

    /** Said before the store is asked, by the instance alone. */
    private static final String RATE_LIMITED = "RATE_LIMITED";

    private static final String KEY_REUSED = "IDEMPOTENCY_KEY_REUSED";

    private record Window(Attempt attempt, Outcome.Rejected rejected, int from, int to) {}

    private final String storeId;
    private final List<RecordedEvent> events;
    private final Violations violations;
    private final Map<Position, Integer> indexes = new HashMap<>();
    private final Queue<Window> toCome = new PriorityQueue<>(Comparator.comparingInt(Window::from));
    private final List<Window> open = new ArrayList<>();

    /** @param seed how many of the events are the seed's */
    Rejections(
            String storeId,
            List<RecordedEvent> events,
            int seed,
            List<Operation> operations,
            Timeline timeline,
            Violations violations) {
        this.storeId = storeId;
        this.events = events;
        this.violations = violations;
        for (int i = 0; i < events.size(); i++) {
            indexes.put(events.get(i).position(), i);
        }
        Map<Long, Integer> byOffset = new HashMap<>();
        indexes.forEach((position, index) -> byOffset.put(position.offset(), index));
        for (Operation operation : operations) {
            for (Attempt attempt : operation.attempts()) {
                if (attempt.outcome() instanceof Outcome.Rejected rejected
                        && !needsNoState(operation, attempt, rejected)) {
                    toCome.add(window(operation, attempt, rejected, seed, timeline, byOffset));
                }
            }
        }
    }

    private static boolean needsNoState(Operation operation, Attempt attempt, Outcome.Rejected rejected) {
        return switch (rejected.errorCode()) {
            case RATE_LIMITED -> true;
            case KEY_REUSED ->
                operation
                        .cause()
                        .filter(cause -> !cause.command().equals(attempt.command()))
                        .isPresent();
            default -> false;
        };
    }

    private Window window(
            Operation operation,
            Attempt attempt,
            Outcome.Rejected rejected,
            int seed,
            Timeline timeline,
            Map<Long, Integer> byOffset) {
        int from = timeline.latestAnsweredBefore(attempt.sentNanos())
                .map(before -> byOffset.getOrDefault(before.offset(), -1) + 1)
                .orElse(0);
        int to = timeline.earliestSentAfter(attempt.answeredNanos())
                .map(after -> byOffset.getOrDefault(after.offset(), events.size()) + (after.isLook() ? 1 : 0))
                .orElse(events.size());
        if (operation.isInTheLog()) {
            // Once done, the same key is answered with the receipt.
            to = Math.min(
                    to,
                    Objects.requireNonNull(
                            indexes.get(operation.events().getFirst().position())));
        }
        return new Window(attempt, rejected, Math.max(from, seed), Math.min(to, events.size()));
    }

    /** Shows them the state after so many events. */
    void meet(int eventsIn, StoreState state) {
        while (!toCome.isEmpty() && toCome.peek().from() <= eventsIn) {
            open.add(toCome.remove());
        }
        open.removeIf(window -> {
            if (eventsIn <= window.to() && isJustified(window, state)) {
                return true;
            }
            if (eventsIn >= window.to()) {
                violate(window);
                return true;
            }
            return false;
        });
    }

    private static boolean isJustified(Window window, StoreState state) {
        return StoreRules.verdict(state, window.attempt().command())
                .name()
                .equals(window.rejected().errorCode());
    }

    /** Those that no state was left for. */
    void end() {
        toCome.forEach(this::violate);
        open.forEach(this::violate);
    }

    private void violate(Window window) {
        violations.add(
                "Store %s: %s was rejected with %d %s, which no state of the store between %s and %s justifies",
                storeId,
                window.attempt().inWords(),
                window.rejected().status(),
                window.rejected().errorCode(),
                at(window.from()),
                at(window.to()));
    }

    private String at(int eventsIn) {
        return eventsIn == 0
                ? "its beginning"
                : events.get(eventsIn - 1).position().toString();
    }
}
