package io.tableorder.testkit.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A report has what the checker found.
 *
 * @param violations a sentence for each; empty if every law held
 */
public record Report(Counts counts, List<String> violations) {

    private static final int MOST_SHOWN = 20;

    /**
     * Requests by outcome, and what they came to.
     *
     * @param commands different keys
     * @param unknownCommands never answered ok or rejected
     * @param unknownInTheLog of those, the ones that are in the log
     */
    public record Counts(
            int stores,
            int events,
            int commands,
            int requests,
            long ok,
            long replayed,
            long rejected,
            long unknown,
            long unknownCommands,
            long unknownInTheLog) {

        static Counts of(Operations operations, EventLog log) {
            List<Attempt> attempts = operations.all().stream()
                    .flatMap(operation -> operation.attempts().stream())
                    .toList();
            List<Operation> unknown = operations.all().stream()
                    .filter(operation -> operation.attempts().stream()
                            .allMatch(attempt -> attempt.outcome() instanceof Outcome.Unknown))
                    .toList();
            return new Counts(
                    log.eventsByStore().size(),
                    log.records().size(),
                    operations.all().size(),
                    attempts.size(),
                    count(attempts, Outcome.Ok.class),
                    attempts.stream()
                            .filter(attempt -> attempt.outcome() instanceof Outcome.Ok ok && ok.replayed())
                            .count(),
                    count(attempts, Outcome.Rejected.class),
                    count(attempts, Outcome.Unknown.class),
                    unknown.size(),
                    unknown.stream().filter(Operation::isInTheLog).count());
        }

        private static long count(List<Attempt> attempts, Class<? extends Outcome> kind) {
            return attempts.stream()
                    .filter(attempt -> kind.isInstance(attempt.outcome()))
                    .count();
        }
    }

    public Report {
        violations = List.copyOf(violations);
    }

    @Override
    public String toString() {
        String shown = violations.stream()
                .limit(MOST_SHOWN)
                .map(violation -> "\n  - " + violation)
                .collect(Collectors.joining());
        return "%d violations in %s%s".formatted(violations.size(), counts, shown);
    }
}
