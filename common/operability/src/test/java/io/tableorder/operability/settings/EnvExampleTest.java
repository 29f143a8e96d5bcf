package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class EnvExampleTest {

    @Test
    void says_what_every_service_takes() throws Exception {
        assertThat(EnvExample.text()).startsWith(EnvExample.HEADING);
        EnvExample.assertDocuments("every service", SharedVariable.values());
    }

    @Test
    void starts_a_service_once_its_key_is_replaced_or_it_debugs() throws Exception {
        MockEnvironment environment = new MockEnvironment().withProperty("tableorder.needs", "database,kafka");
        DotEnv.parse(EnvExample.text().lines()).forEach((name, value) -> environment.setProperty(name, value));

        assertThatThrownBy(() -> Settings.read(environment)).hasMessageStartingWith("SECRET_KEY: ");
        assertThat(Settings.read(environment.withProperty("DEBUG", "true")).kafka())
                .isPresent();
    }

    @Test
    void every_default_it_shows_is_taken() throws Exception {
        MockEnvironment environment = new MockEnvironment().withProperty("tableorder.needs", "database,kafka");
        DotEnv.parse(EnvExample.text().lines().map(line -> line.startsWith("#") ? line.substring(1) : line))
                .forEach((name, value) -> environment.setProperty(name, value));
        environment.setProperty("SECRET_KEY", "0123456789abcdef0123456789abcdef");

        assertThat(Settings.read(environment).server().port()).isEqualTo(8080);
    }
}
