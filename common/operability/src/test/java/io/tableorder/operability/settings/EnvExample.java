package io.tableorder.operability.settings;

import io.tableorder.operability.settings.Variable.Section;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code .env.example} is to say. */
final class EnvExample {

    private static final String HEADING = """
            # Every setting of every service, with its default. Copy to .env and change what differs.
            # A commented line shows the default. A bad value stops start-up with a line that names the variable.
            # Profiles (SPRING_PROFILES_ACTIVE=dev, staging or prod) change some defaults; a value given here wins:
            #                                  dev     staging  prod
            #   DEBUG                          true    false    false
            #   LOG_LEVEL                      DEBUG   INFO     INFO
            #   DB_POOL_SIZE                   5       10       20
            #   DB_MAX_OVERFLOW                5       10       20
            #   SSE_MAX_CONNECTIONS_PER_STORE  10      50       100
            #   KAFKA_REPLICATION_FACTOR       1       3        3
            # A secret may be in a file instead: SECRET_KEY_FILE=/run/secrets/key
            """;

    /** Values that have no default, as an example of their form. */
    private static final Map<Variable, String> EXAMPLES = Map.of(
            Variable.DATABASE_URL, "postgresql://user:password@localhost:5432/tableorder",
            Variable.SECRET_KEY, Settings.EXAMPLE_SECRET_KEY,
            Variable.CORS_ORIGINS, "http://localhost:3000",
            Variable.KAFKA_BOOTSTRAP_SERVERS, "localhost:9092");

    private static final Set<Variable> REQUIRED =
            Set.of(Variable.DATABASE_URL, Variable.SECRET_KEY, Variable.KAFKA_BOOTSTRAP_SERVERS);

    private EnvExample() {}

    static String render() {
        return HEADING
                + Arrays.stream(Section.values()).map(EnvExample::section).collect(Collectors.joining());
    }

    private static String section(Section section) {
        return "\n# " + section.name().charAt(0) + section.name().substring(1).toLowerCase(Locale.ROOT) + "\n"
                + Arrays.stream(Variable.values())
                        .filter(variable -> variable.section() == section)
                        .map(EnvExample::entry)
                        .collect(Collectors.joining());
    }

    private static String entry(Variable variable) {
        String value = value(variable);
        return "\n# " + variable.meaning() + "\n# Takes " + variable.takes().description() + "\n"
                + (REQUIRED.contains(variable) ? "" : "#") + variable.name() + "=" + value + "\n";
    }

    private static String value(Variable variable) {
        String example = EXAMPLES.get(variable);
        return example == null ? variable.fallback().orElse("") : example;
    }
}
