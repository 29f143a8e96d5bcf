package io.tableorder.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierEventsTest {

    @Test
    void an_orders_first_event_has_none_before_it() {
        assertThat(EarlierEvents.NONE.offsets(104)).containsExactly(104L);
        assertThat(EarlierEvents.NONE.bytes()).isEmpty();
    }

    @Test
    void all_offsets_are_known_from_the_first_to_the_last() {
        long[] offsets = {0, 1, 128, 129, 300, 20_000, 5_000_000_000L, Long.MAX_VALUE};

        EarlierEvents earlier = at(offsets);

        assertThat(earlier.count()).isEqualTo(7);
        assertThat(earlier.offsets(Long.MAX_VALUE))
                .containsExactly(LongStream.of(offsets).boxed().toArray(Long[]::new));
        assertThat(EarlierEvents.of(earlier.bytes())).isEqualTo(earlier).hasSameHashCodeAs(earlier);
    }

    @Test
    void eight_events_of_a_busy_partition_take_14_bytes() {
        assertThat(at(LongStream.iterate(1_000, offset -> offset + 9_000)
                                .limit(8)
                                .toArray())
                        .bytes())
                .hasSize(14);
    }

    @Test
    void other_distances_are_other_events() {
        assertThat(at(1, 2, 4)).isNotEqualTo(at(1, 3, 4)).hasToString("EarlierEvents[3, 2]");
    }

    @Test
    void more_than_an_answer_can_look_up_are_not_known() {
        long[] most = LongStream.rangeClosed(0, EarlierEvents.MAXIMUM).toArray();

        assertThat(at(most).count()).isEqualTo(EarlierEvents.MAXIMUM);
        assertThat(at(most).followedAfter(1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void an_event_that_is_not_behind_the_last_does_not_follow_it(long distance) {
        assertThat(EarlierEvents.NONE.followedAfter(distance)).isNull();
    }

    @Test
    void what_are_no_distances_is_refused() {
        assertThatThrownBy(() -> EarlierEvents.of(new byte[] {1, -128}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1 and 1 bytes of another");
        assertThatThrownBy(() -> EarlierEvents.of(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 bytes at most");
        byte[] tooMany = new byte[EarlierEvents.MAXIMUM + 1];
        assertThatThrownBy(() -> EarlierEvents.of(tooMany))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up to 64", "got 65");
    }

    private static EarlierEvents at(long... offsets) {
        EarlierEvents earlier = EarlierEvents.NONE;
        for (int i = 1; i < offsets.length; i++) {
            earlier = requireNonNull(earlier.followedAfter(offsets[i] - offsets[i - 1]));
        }
        return earlier;
    }
}
