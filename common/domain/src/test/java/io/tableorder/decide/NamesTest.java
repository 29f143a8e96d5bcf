package io.tableorder.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"\uFE00", "\uFE0F", "\u200B", "\u2060", "\u0007"})
    void what_nobody_can_see_makes_no_other_name(String invisible) {
        assertThat(Names.lookAlike("비빔밥", "비빔" + invisible + "밥")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFDFF", "\uFE10", "·", "밥"})
    void what_can_be_seen_makes_another_name(String visible) {
        assertThat(Names.lookAlike("비빔밥", "비빔" + visible + "밥")).isFalse();
    }

    @Test
    void a_run_of_blanks_looks_like_one_and_none_looks_otherwise() {
        assertThat(Names.lookAlike("육회 비빔밥", "육회  \u3000비빔밥")).isTrue();
        assertThat(Names.lookAlike("육회 비빔밥", "육회비빔밥")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"' 밥 ', 밥", "'\u3000밥\t', 밥", "밥, 밥", "'육회 밥', '육회 밥'"})
    void a_name_is_kept_without_the_blanks_around_it(String given, String kept) {
        assertThat(Names.kept(given)).isEqualTo(kept);
    }
}
