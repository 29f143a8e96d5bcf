package io.tableorder.operability.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.mock.env.MockEnvironment;

/** What a service reads where it is deployed: the settings of Kubernetes, in the profile prod. */
public final class DeployedSettings {

    private DeployedSettings() {}

    /**
     * @param settings the file {@code ops/kubernetes/settings.env}
     * @throws SettingsException when one of them is not sound
     */
    public static Settings read(Path settings) throws IOException {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("tableorder.needs", "database,kafka")
                .withProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef")
                .withProperty("KAFKA_SECURITY_USERNAME", "service")
                .withProperty("KAFKA_SECURITY_PASSWORD", "of the service")
                .withProperty("DATABASE_URL", "postgresql://u:p@postgres:5432/tableorder");
        environment.setActiveProfiles("prod");
        variables(settings).forEach(environment::setProperty);
        return Settings.read(environment);
    }

    static Map<String, String> variables(Path settings) throws IOException {
        return Files.readAllLines(settings).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
