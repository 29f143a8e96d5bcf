package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class EnvExampleTest {

    private static final Path FILE = Path.of("..", "..", ".env.example");

    /** Run with {@code -Denv-example=write} to bring the file up to date with the code. */
    @Test
    void says_what_the_code_takes() throws Exception {
        String documented = EnvExample.render();
        if ("write".equals(System.getProperty("env-example"))) {
            Files.writeString(FILE, documented);
        }

        assertThat(FILE).hasContent(documented);
    }

    @Test
    void starts_a_service_once_its_key_is_replaced_or_it_debugs() {
        MockEnvironment environment = new MockEnvironment().withProperty("tableorder.needs", "database,kafka");
        DotEnv.parse(EnvExample.render().lines()).forEach((name, value) -> environment.setProperty(name, value));

        assertThatThrownBy(() -> Settings.read(environment)).hasMessageStartingWith("SECRET_KEY: ");
        assertThat(Settings.read(environment.withProperty("DEBUG", "true")).kafka())
                .isPresent();
    }

    @Test
    void every_default_it_shows_is_taken() {
        MockEnvironment environment = new MockEnvironment().withProperty("tableorder.needs", "database,kafka");
        DotEnv.parse(EnvExample.render().lines().map(line -> line.startsWith("#") ? line.substring(1) : line))
                .forEach((name, value) -> environment.setProperty(name, value));
        environment.setProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef");

        assertThat(Settings.read(environment).server().port()).isEqualTo(8080);
    }
}
