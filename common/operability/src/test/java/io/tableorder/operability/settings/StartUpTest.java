package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.operability.TinyService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

class StartUpTest {

    record Ended(int exitCode, String output) {}

    @Test
    void with_unsound_settings_ends_at_once_saying_just_what_is_wrong() throws Exception {
        Ended ended = start(Map.of("DB_POOL_TIMEOUT", "0", "PORT", "80800", "SECRET_KEY", "guess"));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output().lines())
                .containsExactly(
                        "PORT: got \"80800\", takes a whole number from 0 to 65535",
                        "SECRET_KEY: got a value of 5 characters (not shown), takes at least 32 random bytes, and not the "
                                + "example's value unless DEBUG=true; openssl rand -hex 32 makes one",
                        "DB_POOL_TIMEOUT: got \"0\", takes a whole number of seconds from 1 to 300",
                        "DATABASE_URL: got nothing, takes postgresql://user:password@host:port/database, also "
                                + "postgresql+asyncpg:// or jdbc:postgresql://");
    }

    private static Ended start(Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true);
        service.environment().putAll(variables);
        service.environment().put("TABLEORDER_NEEDS", "database");
        Process process = service.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    static final class Main {
        public static void main(String[] arguments) {
            SpringApplication.run(TinyService.class, arguments);
        }
    }
}
