package io.tableorder.projector.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.FreeText;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.Printer;
import io.tableorder.event.SlipLanguage;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cook reads in passing what is to be made for whom. */
class SlipLayoutTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static Printer printer(SlipLanguage language, int columns) {
        return new Printer("p", "그릴", "10.0.0.9:9100", List.of(), columns, language, true);
    }

    private static Slip slip(SlipKind kind, boolean mayBePrinted, @Nullable Integer origin, Slip.Line... lines) {
        return new Slip(
                1,
                10_823,
                kind,
                23,
                origin,
                "A-12",
                kind == SlipKind.MOVED ? "A-3" : null,
                List.of(lines),
                Instant.parse("2026-11-30T09:30:05Z"),
                mayBePrinted);
    }

    private static Slip.Line galbi() {
        return new Slip.Line(2, "갈비", List.of("곱빼기", "덜 익힘"), "파 빼고");
    }

    /** The text alone, each line by itself. */
    private static List<String> text(byte[] slip) {
        return new String(slip, Charset.forName("MS949"))
                .replaceAll("\u001b@|\u001c&|\u001bB..|\u001d!.|\u001dVB.", "")
                .lines()
                .toList();
    }

    private static List<String> printed(Slip slip, Printer printer) {
        return text(new SlipLayout(FreeTexts.AS_KEPT).bytes(slip, printer, SEOUL));
    }

    @Test
    void a_slip_says_table_order_dishes_options_notes_and_the_stores_own_time() {
        assertThat(printed(slip(SlipKind.ORDER, false, null, galbi()), printer(SlipLanguage.KO, 32)))
                .containsExactly(
                        "주문",
                        "테이블 A-12",
                        "주문 23",
                        "-".repeat(32),
                        "2 x 갈비",
                        "  + 곱빼기",
                        "  + 덜 익힘",
                        "  ! 파 빼고",
                        "-".repeat(32),
                        "18:30:05  그릴",
                        "전표 10823");
    }

    @Test
    void a_slip_speaks_the_language_of_its_printer_and_says_what_it_is() {
        assertThat(printed(slip(SlipKind.CANCELLED, false, null, galbi()), printer(SlipLanguage.EN, 42)))
                .startsWith("CANCELLED", "Table A-12", "Order 23")
                .contains("Slip 10823");
        assertThat(printed(slip(SlipKind.TAKEN_BACK, false, null, galbi()), printer(SlipLanguage.KO, 42)))
                .startsWith("일부 취소");
    }

    @Test
    void what_may_be_printed_already_says_so_first() {
        assertThat(printed(slip(SlipKind.ORDER, true, null, galbi()), printer(SlipLanguage.KO, 42)))
                .startsWith("*** 재출력 ***", "주문");
        assertThat(printed(slip(SlipKind.REPRINT, false, null, galbi()), printer(SlipLanguage.EN, 42)))
                .startsWith("*** REPRINT ***", "ORDER");
    }

    @Test
    void an_order_that_was_split_off_names_the_one_that_the_kitchen_knows() {
        assertThat(printed(slip(SlipKind.CANCELLED, false, 21, galbi()), printer(SlipLanguage.EN, 42)))
                .contains("of order 21");
    }

    @Test
    void an_order_whose_party_went_elsewhere_names_both_tables() {
        assertThat(printed(slip(SlipKind.MOVED, false, null, galbi()), printer(SlipLanguage.EN, 42)))
                .startsWith("TABLE CHANGED", "Table A-12", "Order 23", "from table A-3")
                .contains("2 x 갈비");
    }

    @Test
    void a_note_that_nobody_can_read_any_more_was_there() {
        SlipLayout layout = new SlipLayout(kept -> kept == null ? FreeText.of(null) : FreeText.ERASED);

        assertThat(text(layout.bytes(slip(SlipKind.ORDER, false, null, galbi()), printer(SlipLanguage.EN, 42), SEOUL)))
                .contains("  ! A note that cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"아주 긴 이름의 요리", "한글로만적은아주긴이름의요리라서빈칸이하나도없는이름", "a b c d e f g h i j k l m n o p q r s t"})
    void no_line_is_wider_than_the_paper_and_nothing_is_left_out(String name) {
        List<String> lines = SlipLayout.wrapped(name, 16, "    ");

        assertThat(lines)
                .allSatisfy(line -> assertThat(line.getBytes(Charset.forName("MS949")).length)
                        .isLessThanOrEqualTo(16));
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo(name.replace(" ", ""));
    }

    @Test
    void the_longest_order_is_a_slip() {
        String name = "가".repeat(100);
        Slip.Line[] lines = IntStream.range(0, 50)
                .mapToObj(_ -> new Slip.Line(
                        99,
                        name,
                        IntStream.range(0, 8).mapToObj(_ -> "나".repeat(30)).collect(Collectors.toList()),
                        "다".repeat(200)))
                .toArray(Slip.Line[]::new);

        assertThat(new SlipLayout(FreeTexts.AS_KEPT)
                        .bytes(slip(SlipKind.ORDER, false, null, lines), printer(SlipLanguage.KO, 32), SEOUL))
                .hasSizeLessThan(SlipLayout.MAXIMUM_BYTES);
    }
}
