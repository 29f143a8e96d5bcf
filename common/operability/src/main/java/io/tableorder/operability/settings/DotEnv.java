package io.tableorder.operability.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Takes {@code .env} of the working directory for environment variables; real ones win. */
final class DotEnv implements EnvironmentPostProcessor, Ordered {

    private static final Path FILE = Path.of(".env");

    /** Spring treats a source as environment variables, {@code SPRING_PROFILES_ACTIVE} and all, by this ending. */
    private static final String SOURCE = "dotenv-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    /** This runs before Spring reads its own files, which depend on the profile. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 5;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, String> variables = read();
        if (!variables.isEmpty()) {
            environment
                    .getPropertySources()
                    .addAfter(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(SOURCE, Map.copyOf(variables)));
        }
    }

    /** Returns no variables when there is no such file. */
    static Map<String, String> read() {
        if (!Files.isRegularFile(FILE)) {
            return Map.of();
        }
        try (Stream<String> lines = Files.lines(FILE)) {
            return parse(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads {@code NAME=value} lines; a value may be in quotes. Anything else, comments for example, is passed over.
     */
    static Map<String, String> parse(Stream<String> lines) {
        Map<String, String> variables = new LinkedHashMap<>();
        lines.map(String::strip)
                .filter(line -> line.matches("[A-Z][A-Z0-9_]*=.*"))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
                });
        return variables;
    }

    private static String unquoted(String value) {
        String text = value.strip();
        boolean quoted = text.length() >= 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
