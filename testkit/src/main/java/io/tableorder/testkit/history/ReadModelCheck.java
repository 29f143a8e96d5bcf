package io.tableorder.testkit.history;

import java.util.Map;

/** The read models are the fold of the log up to the projector's position, and nothing is parked. */
final class ReadModelCheck {

    private final Violations violations;

    ReadModelCheck(Violations violations) {
        this.violations = violations;
    }

    void check(EventLog log, ReadModels actual) {
        actual.parked().forEach(parked -> violations.add("Read model: parked %s", parked));
        ReadModels expected = ReadModelFold.of(log, actual.nextOffsets());
        compare("order", expected.orders(), actual.orders());
        compare("session", expected.sessions(), actual.sessions());
        compare("table", expected.tables(), actual.tables());
        compare("journal entry", expected.journal(), actual.journal());
    }

    private <K, R> void compare(String what, Map<K, R> expected, Map<K, R> actual) {
        expected.forEach((key, row) -> {
            R found = actual.get(key);
            if (found == null) {
                violations.add("Read model: %s %s is missing, expected %s", what, key, row);
            } else if (!found.equals(row)) {
                violations.add("Read model: %s %s: expected %s, got %s", what, key, row, found);
            }
        });
        actual.forEach((key, row) -> {
            if (!expected.containsKey(key)) {
                violations.add("Read model: %s %s is not in the log: %s", what, key, row);
            }
        });
    }
}
