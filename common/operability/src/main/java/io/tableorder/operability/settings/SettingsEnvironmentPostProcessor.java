package io.tableorder.operability.settings;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads the settings before anything is built on them, and hands Spring Boot its share under Boot's own names. Explicit
 * Boot properties win over what is derived here, so tests may set {@code server.port}.
 */
final class SettingsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Settings settings = Settings.read(environment);
        // Boot takes an environment variable DEBUG for its own debug switch, which logs far more than ours means.
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("tableorderOverrides", Map.of("debug", "false")));
        boolean testPort = "0".equals(environment.getProperty("server.port"));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("tableorderSettings", BootProperties.of(settings, testPort)));
    }
}
