package io.tableorder.operability.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.operability.request.EntityTags.Tag;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @Test
    void a_list_may_be_spread_over_several_lines() {
        assertThat(parse("\"7\", W/\"1\"", "\"a,b\"").tags())
                .containsExactly(new Tag(false, "7"), new Tag(true, "1"), new Tag(false, "a,b"));
    }

    @Test
    void a_weak_tag_never_matches_strongly() {
        assertThat(parse("W/\"1\" ,\t\"2\"").strong()).containsExactly("2");
    }

    @Test
    void a_star_is_any() {
        assertThat(parse(" * ").any()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "\"1", "\"1\" \"2\"", "\"1\",", "*, \"1\"", "w/\"1\"", "x\"1\""})
    void what_is_no_list_of_tags_is_not_guessed_at(String header) {
        assertThat(EntityTags.parse(Collections.enumeration(List.of(header)))).isEmpty();
    }

    private static EntityTags parse(String... lines) {
        return EntityTags.parse(Collections.enumeration(List.of(lines))).orElseThrow();
    }
}
