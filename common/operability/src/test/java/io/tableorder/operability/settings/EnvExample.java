package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code .env.example} is to say: a part with the settings of every service, and a part for each service with its
 * own. Each module checks the part of its registry.
 */
public final class EnvExample {

    static final String HEADING = """
            # Every setting of every service, with its default. Copy to .env and change what differs.
            # A commented line shows the default. A bad value stops start-up with a line that names the variable.
            # A service reads the first part and its own one; it does not look at the settings of the others.
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

    private static final String PART = "\n# ==== ";

    /** Values that have no default, as an example of their form. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "DATABASE_URL", "postgresql://user:password@localhost:5432/tableorder",
            "SECRET_KEY", SecretKey.EXAMPLE,
            "CORS_ORIGINS", "http://localhost:3000",
            "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");

    private static final Set<String> REQUIRED = Set.of("DATABASE_URL", "SECRET_KEY", "KAFKA_BOOTSTRAP_SERVERS");

    private EnvExample() {}

    /**
     * Asserts that the file says what the code takes. Run with {@code -Denv-example=write} to bring the part up to date.
     *
     * @param owner "every service", or the one service that reads the variables
     */
    public static void assertDocuments(String owner, Variable[] variables) throws IOException {
        String heading = PART + "Read by " + owner + " ====\n";
        String documented = heading
                + Arrays.stream(variables)
                        .map(variable -> variable.description().section())
                        .distinct()
                        .map(section -> section(section, variables))
                        .collect(Collectors.joining());
        String text = text();
        int start = text.indexOf(heading);
        int next = start < 0 ? -1 : text.indexOf(PART, start + heading.length());
        int end = next < 0 ? text.length() : next;
        if ("write".equals(System.getProperty("env-example"))) {
            String before = start < 0 ? text : text.substring(0, start);
            Files.writeString(file(), before + documented + text.substring(end));
            return;
        }

        assertThat(start).as("where .env.example has %s", heading.strip()).isNotNegative();
        assertThat(text.substring(start, end)).isEqualTo(documented);
    }

    public static String text() throws IOException {
        return Files.readString(file());
    }

    /** The names of all documented variables. */
    static List<String> names() throws IOException {
        return text().lines()
                .map(line -> line.startsWith("#") ? line.substring(1) : line)
                .filter(line -> line.matches("[A-Z][A-Z0-9_]*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    private static Path file() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .map(folder -> folder.resolve(".env.example"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static String section(String section, Variable[] variables) {
        return "\n# " + section + "\n"
                + Arrays.stream(variables)
                        .filter(variable -> variable.description().section().equals(section))
                        .map(EnvExample::entry)
                        .collect(Collectors.joining());
    }

    private static String entry(Variable variable) {
        String fallback = variable.description().fallback();
        String value = EXAMPLES.getOrDefault(variable.name(), fallback == null ? "" : fallback);
        return "\n# " + variable.description().meaning() + "\n# Takes "
                + variable.description().takes().description() + "\n"
                + (REQUIRED.contains(variable.name()) ? "" : "#") + variable.name() + "=" + value + "\n";
    }
}
