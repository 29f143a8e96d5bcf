package io.tableorder.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void the_text_that_help_is_answered_with_before_a_build_is_what_the_program_says() {
        assertThat(Path.of("help", "demo.txt")).hasContent(Demo.commandLine().getUsageMessage());
    }

    @Test
    void a_misspelt_option_is_refused_with_the_ones_there_are() {
        assertThat(refusalOf("--oders=3"))
                .startsWith("Unknown option: '--oders=3'")
                .contains("--orders");
    }

    @Test
    void a_value_that_is_no_number_is_refused() {
        assertThat(refusalOf("--orders=many")).startsWith("Invalid value for option '--orders': 'many' is not an int");
    }

    @Test
    void it_does_one_thing_or_the_other() {
        assertThat(refusalOf("--orders=3", "--seed"))
                .startsWith("Error: --orders=N, --seed are mutually exclusive (specify only one)");
    }

    private static String refusalOf(String... arguments) {
        StringWriter said = new StringWriter();
        int exitCode = Demo.commandLine().setErr(new PrintWriter(said)).execute(arguments);
        assertThat(exitCode).isEqualTo(2);
        return said.toString();
    }
}
