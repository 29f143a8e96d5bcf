package io.tableorder.projector.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What goes to a printer, byte by byte. */
class EscPosTest {

    private static String hex(EscPos slip) {
        return HexFormat.ofDelimiter(" ").formatHex(slip.bytes());
    }

    @Test
    void a_slip_begins_anew_with_letters_of_two_bytes() {
        assertThat(hex(new EscPos().begin())).isEqualTo("1b 40 1c 26");
    }

    @Test
    void letters_are_tall_large_and_usual_again() {
        assertThat(hex(new EscPos().tall().large().usual())).isEqualTo("1d 21 01 1d 21 11 1d 21 00");
    }

    @Test
    void korean_is_written_in_code_page_949() {
        assertThat(hex(new EscPos().line("2 x 갈비"))).isEqualTo("32 20 78 20 b0 a5 ba f1 0a");
        // A syllable that only the page's extension has.
        assertThat(hex(new EscPos().line("똠"))).isEqualTo("8c 63 0a");
    }

    @Test
    void letters_that_were_typed_in_parts_are_put_together() {
        assertThat(hex(new EscPos().line("\u1100\u1161"))).isEqualTo(hex(new EscPos().line("가")));
    }

    @Test
    void what_the_page_does_not_have_is_a_question_mark() {
        assertThat(hex(new EscPos().line("a🔥b"))).isEqualTo("61 3f 62 0a");
        assertThat(hex(new EscPos().line("é"))).isEqualTo("3f 0a");
    }

    @Test
    void no_text_is_a_command() {
        assertThat(hex(new EscPos().line("a\u001b@\u001dV\u0000\u0010\u0004\u0001\n\u007f\u0085b")))
                .isEqualTo("61 20 40 20 56 20 20 20 20 20 20 20 62 0a");
    }

    @Test
    void a_slip_sounds_and_is_cut() {
        assertThat(hex(new EscPos().beep().cut())).isEqualTo("1b 42 03 02 1d 56 42 00");
    }

    @Test
    void questions_are_those_that_printers_know() {
        assertThat(HexFormat.of().formatHex(EscPos.ASK_STATE)).isEqualTo("100401");
        assertThat(HexFormat.of().formatHex(EscPos.ASK_PAPER)).isEqualTo("100404");
        assertThat(HexFormat.of().formatHex(EscPos.ASK_WHEN_PRINTED)).isEqualTo("1d7201");
    }
}
