package io.tableorder.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final int MILLISECOND_DIGITS = "01a206ff-a1d0".length();

    @Test
    void ids_are_version_7_and_sort_by_the_millisecond_they_were_made_in() {
        List<String> ids = Stream.generate(Ids::next).limit(1_000).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).extracting(id -> id.substring(0, MILLISECOND_DIGITS)).isSorted();
        assertThat(ids)
                .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(7));
    }
}
