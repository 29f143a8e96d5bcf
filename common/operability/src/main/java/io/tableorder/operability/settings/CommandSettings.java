package io.tableorder.operability.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * This says where a command that runs beside the services finds what they use. Read from their variables, and only when
 * asked for: who reads the log alone needs no database.
 */
public final class CommandSettings {

    private final Environment environment;

    private CommandSettings(Map<String, String> variables) {
        StandardEnvironment standard = new StandardEnvironment();
        String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        standard.getPropertySources()
                .replace(source, new SystemEnvironmentPropertySource(source, Map.copyOf(variables)));
        environment = standard;
    }

    /** Reads the process's variables; those of {@code .env} in the working directory stand in for what is not set. */
    public static CommandSettings ofProcess() {
        Map<String, String> variables = new HashMap<>(DotEnv.read());
        variables.putAll(System.getenv());
        return of(variables);
    }

    public static CommandSettings of(Map<String, String> variables) {
        return new CommandSettings(variables);
    }

    /**
     * Returns Kafka's settings, with what the services are given under {@code spring.kafka} for all clients.
     *
     * @throws SettingsException naming every fault
     */
    public KafkaSettings kafka() {
        return sound(Settings::kafka).with(KafkaPassThrough.ofAllClients(environment));
    }

    /**
     * Returns how many partitions the log has, for a command that needs no broker.
     *
     * @throws SettingsException naming every fault
     */
    public int partitions() {
        return sound(values -> Optional.of(values.number(SharedVariable.KAFKA_PARTITIONS)));
    }

    /**
     * Returns the database's settings.
     *
     * @throws SettingsException naming every fault
     */
    public DatabaseSettings database() {
        return sound(Settings::database);
    }

    /**
     * Returns what the platform's programs know each other by.
     *
     * @throws SettingsException naming every fault
     */
    public SecuritySettings security() {
        return sound(values -> Optional.of(Settings.security(values, false, false)));
    }

    /** Returns the file of the key pairs that order-api signs tokens with; absent when it is not set. */
    public Optional<Path> signingKeys() {
        return Optional.ofNullable(environment.getProperty("TOKEN_SIGNING_KEYS_FILE"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }

    private <T> T sound(Function<Values, Optional<T>> read) {
        Values values = new Values(environment);
        Optional<T> settings = read.apply(values);
        values.requireSound();
        return settings.orElseThrow();
    }
}
