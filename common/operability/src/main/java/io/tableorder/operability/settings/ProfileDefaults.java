package io.tableorder.operability.settings;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the profiles dev, staging and prod set where no variable does. */
final class ProfileDefaults {

    private static final List<String> PROFILES = List.of("dev", "staging", "prod");

    private static final Map<Variable, List<String>> TABLE = new EnumMap<>(Map.of(
            Variable.DEBUG, List.of("true", "false", "false"),
            Variable.LOG_LEVEL, List.of("DEBUG", "INFO", "INFO"),
            Variable.DB_POOL_SIZE, List.of("5", "10", "20"),
            Variable.DB_MAX_OVERFLOW, List.of("5", "10", "20"),
            Variable.SSE_MAX_CONNECTIONS_PER_STORE, List.of("10", "50", "100"),
            Variable.KAFKA_REPLICATION_FACTOR, List.of("1", "3", "3")));

    private ProfileDefaults() {}

    /** Of several active profiles the last that says something counts, as in Spring. */
    static Optional<String> of(Variable variable, String... activeProfiles) {
        List<String> row = TABLE.getOrDefault(variable, List.of());
        return Arrays.stream(activeProfiles)
                .map(PROFILES::indexOf)
                .filter(column -> column >= 0 && column < row.size())
                .map(row::get)
                .reduce((earlier, later) -> later);
    }
}
