package io.tableorder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

    private static final String LONG = "국내산 재료로 매일 아침 준비합니다. 공기밥과 된장찌개가 함께 나옵니다. 맛있게 드세요.";

    private final SharedTexts texts = new SharedTexts();

    private record Texts(String one, String other, List<String> more) {}

    private String shared(String text) {
        char[] characters = ("<" + text + ">").toCharArray();
        return texts.shared(characters, 1, text.length());
    }

    @Test
    void a_text_that_was_read_lately_is_the_same_object_again() {
        assertThat(shared("비빔밥")).isEqualTo("비빔밥").isSameAs(shared("비빔밥"));
        assertThat(shared("")).isEmpty();
    }

    @Test
    void texts_with_the_same_hash_are_not_taken_for_each_other() {
        assertThat("Aa").hasSameHashCodeAs("BB");

        assertThat(shared("Aa")).isEqualTo("Aa");
        assertThat(shared("BB")).isEqualTo("BB");
        assertThat(shared("Aa")).isEqualTo("Aa");
    }

    @Test
    void more_texts_than_there_are_places_are_all_read_right() {
        List<String> many =
                IntStream.range(0, 100_000).mapToObj("dish-%d"::formatted).toList();

        assertThat(many).allSatisfy(text -> assertThat(shared(text)).isEqualTo(text));
        assertThat(many.reversed()).allSatisfy(text -> assertThat(shared(text)).isEqualTo(text));
    }

    @Test
    void the_texts_of_a_document_are_shared_and_long_ones_are_read_anew() {
        String json = Facts.MAPPER.writeValueAsString(new Texts("밥 \"1\"", "밥 \"1\"", List.of("밥 \"1\"", LONG, LONG)));

        Texts read = Facts.MAPPER.readValue(json, Texts.class);

        assertThat(read.one())
                .isEqualTo("밥 \"1\"")
                .isSameAs(read.other())
                .isSameAs(read.more().getFirst());
        assertThat(read.more().get(1))
                .isEqualTo(LONG)
                .isEqualTo(read.more().get(2))
                .isNotSameAs(read.more().get(2));
    }
}
