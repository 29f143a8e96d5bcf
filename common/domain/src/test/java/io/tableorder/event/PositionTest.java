package io.tableorder.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "7-123456", "11-9223372036854775807", "2147483647-0"})
    void a_position_reads_as_it_is_written(String text) {
        assertThat(Position.parse(text).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "7",
                "7-",
                "-7",
                "7--1",
                "-7-1",
                "+7-1",
                "7-+1",
                " 7-1",
                "7-1 ",
                "7-1-1",
                "7_1",
                "a-b",
                "07-1",
                "7-01",
                "1.0-1",
                "٧-١",
                "7-9223372036854775808",
                "2147483648-0",
                "7-1\n"
            })
    void anything_else_is_refused_and_shown_how_it_should_look(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Position.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("position");
    }

    @Test
    void a_position_is_never_negative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(0, -1));
    }

    @Test
    void a_position_includes_itself_and_what_came_before_in_its_partition() {
        Position position = new Position(7, 10);

        assertThat(position.includes(new Position(7, 9))).isTrue();
        assertThat(position.includes(position)).isTrue();
        assertThat(position.includes(position.next())).isFalse();
        assertThat(position.includes(new Position(8, 1))).isFalse();
    }
}
