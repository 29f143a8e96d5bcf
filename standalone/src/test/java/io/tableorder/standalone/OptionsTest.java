package io.tableorder.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Path HOME = Path.of("/home/somebody/table-order");

    @Test
    void without_options_the_ports_are_those_of_production_and_the_data_lies_under_the_project() {
        var options = parse();

        assertThat(options.data()).isEqualTo(HOME.resolve(".data"));
        assertThat(options.fresh()).isFalse();
        assertThat(options.empty()).isFalse();
        assertThat(options.ports().of(Ports.Use.ORDER_API)).isEqualTo(8080);
        assertThat(options.ports().of(Ports.Use.SSE_NOTIFIER_MANAGEMENT)).isEqualTo(9082);
    }

    @Test
    void an_offset_moves_every_port_and_a_variable_one_of_them() {
        var options = Options.parse(
                new String[] {"--port-offset=100", "--data=/elsewhere", "--fresh", "--empty"},
                Map.of("SSE_NOTIFIER_PORT", "7000"),
                HOME);

        assertThat(options.ports().of(Ports.Use.ORDER_API)).isEqualTo(8180);
        assertThat(options.ports().of(Ports.Use.SSE_NOTIFIER)).isEqualTo(7100);
        assertThat(options.data()).isEqualTo(Path.of("/elsewhere"));
        assertThat(options.fresh()).isTrue();
        assertThat(options.empty()).isTrue();
    }

    @Test
    void a_misspelt_option_is_refused_with_the_ones_there_are() {
        assertThatThrownBy(() -> parse("--frehs"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("Unknown option: '--frehs'")
                .hasMessageContaining("--fresh");
    }

    @Test
    void the_text_that_help_is_answered_with_before_a_build_is_what_the_program_says() {
        assertThat(Path.of("help", "start.txt")).hasContent(Options.usage());
    }

    @Test
    void a_port_that_is_no_number_or_out_of_range_is_refused_with_what_it_takes() {
        assertThatThrownBy(() -> Options.parse(new String[0], Map.of("ORDER_API_PORT", "http"), HOME))
                .hasMessage("ORDER_API_PORT=http is not usable; it takes a whole number from 1 to 65535.");
        assertThatThrownBy(() -> parse("--port-offset=70000"))
                .hasMessage("--port-offset=70000 is not usable; it takes a whole number from 0 to 40000.");
    }

    @Test
    void a_taken_port_is_named_with_its_setting() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            var options = Options.parse(new String[0], Map.of("ORDER_API_PORT", port), HOME);

            assertThatThrownBy(() -> options.ports().refuseTaken())
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessage("Port " + port + ", meant for order-api, is taken; free it, set ORDER_API_PORT to"
                            + " another, or move all ports with --port-offset=100.");
        }
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments, Map.of(), HOME);
    }
}
