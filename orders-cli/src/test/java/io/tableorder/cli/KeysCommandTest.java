package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Role;
import io.tableorder.operability.keys.TokenKeyFile;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.TokenReader;
import io.tableorder.operability.settings.SecuritySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("signing.json");
    }

    private CommandRun keys(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "keys";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(Map.of("TOKEN_SIGNING_KEYS_FILE", file.toString()), all);
    }

    private TokenKeySet set() throws Exception {
        return new TokenKeyFile(file).read().orElseThrow();
    }

    @Test
    void the_first_key_takes_over_from_the_secret_key_when_it_has_been_announced() throws Exception {
        CommandRun run = keys("rotate");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(set().signing(Instant.now())).isEmpty();
        assertThat(set().signing(Instant.now().plus(Duration.ofMinutes(5)))).isPresent();
        assertThat(set().secretKeyUntil()).isAfter(Instant.now().plus(Duration.ofDays(7)));
        assertThat(keys("list").out()).contains("announced").contains("SECRET_KEY signs until");
    }

    @Test
    void a_rotation_announces_one_more_and_ends_nothing() throws Exception {
        keys("rotate", "--leaked");
        String before = set().keys().getFirst().getKeyID();

        assertThat(keys("rotate", "--announce=30").exitCode()).isZero();

        assertThat(set().keys()).hasSize(2);
        assertThat(set().signing(Instant.now()).orElseThrow().getKeyID()).isEqualTo(before);
        assertThat(set().signing(Instant.now().plusSeconds(31)).orElseThrow().getKeyID())
                .isNotEqualTo(before);
        assertThat(keys("list").lines()).hasSize(2);
        assertThat(keys("list").out() + keys("public").out()).doesNotContain("\"d\"");
    }

    @Test
    void a_leaked_key_is_gone_at_once() throws Exception {
        keys("rotate", "--leaked");
        String leaked = set().keys().getFirst().getKeyID();

        keys("rotate", "--leaked");

        assertThat(set().keys()).hasSize(1);
        assertThat(set().known(leaked, Instant.now())).isEmpty();
    }

    @Test
    void an_operators_token_is_signed_by_the_key_whose_turn_it_is() throws Exception {
        assertThat(keys("token", "--name=kim").exitCode()).isEqualTo(ExitCode.FAILED);
        keys("rotate", "--leaked");

        String token = keys("token", "--name=kim", "--minutes=5").out().strip();

        Caller caller = new TokenReader(
                        new SecuritySettings("", Duration.ofHours(1), List.of()),
                        TokenKeys.of(set().publicSet()),
                        InstantSource.system())
                .read(token);
        assertThat(caller.role()).isEqualTo(Role.OPERATOR);
        assertThat(caller.subject()).isEqualTo("kim");
    }

    @Test
    void a_key_that_nobody_would_know_in_time_is_refused() {
        assertThat(keys("rotate", "--announce=5").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of(Map.of(), "keys", "list").err()).contains("TOKEN_SIGNING_KEYS_FILE");
    }
}
