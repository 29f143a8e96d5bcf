package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void without_a_command_the_commands_are_shown() {
        for (String[] asked : List.of(new String[] {}, new String[] {"--help"}, new String[] {"help"})) {
            CommandRun run = CommandRun.of(Map.of(), asked);

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("replay", "verify", "parked", "rebuild", "retention", "setup");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void every_command_shows_its_options_on_request() {
        CommandRun retention = CommandRun.of(Map.of(), "retention", "--help");
        CommandRun skip = CommandRun.of(Map.of(), "parked", "skip", "--help");

        assertThat(retention.exitCode()).isZero();
        assertThat(retention.out()).contains("--before");
        assertThat(skip.exitCode()).isZero();
        assertThat(skip.out()).contains("--reason");
    }

    @Test
    void a_mistyped_command_is_refused_and_the_commands_are_shown() {
        CommandRun run = CommandRun.of(Map.of(), "reply");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'reply'").contains("replay");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_bad_setting_is_one_line_that_names_it() {
        CommandRun run = CommandRun.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka"), "replay", "--store", "a");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualToIgnoringNewLines("""
                KAFKA_BOOTSTRAP_SERVERS: got "kafka", takes host:port pairs separated by commas, such as \
                kafka-1:9092,kafka-2:9092""");
    }
}
