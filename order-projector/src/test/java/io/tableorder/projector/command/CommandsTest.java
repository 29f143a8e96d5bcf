package io.tableorder.projector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void a_first_word_is_a_command_and_an_option_the_services() {
        assertThat(Commands.isCommand(new String[] {"replay", "--store", "a"})).isTrue();
        assertThat(Commands.isCommand(new String[] {"--server.port=0"})).isFalse();
        assertThat(Commands.isCommand(new String[] {})).isFalse();
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
