package io.tableorder.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Position;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class ClientPositionsTest {

    private static final LogIdentity RESTORED = LogIdentity.ofRestored(new Uuid(0x5f0c_2a91_0000_4000L, 1));
    private static final Position POSITION = new Position(7, 123_456);

    private final ClientPositions positions = new ClientPositions();

    private record Shown(String orderId, Position position) {}

    @Test
    void an_identity_is_eight_digits_of_the_topics_id() {
        assertThat(RESTORED.text()).isEqualTo("5f0c2a91");
    }

    @Test
    void a_log_that_was_never_restored_gives_plain_positions_and_takes_no_others() {
        positions.areOf(LogIdentity.ORIGINAL);

        assertThat(positions.write(POSITION)).isEqualTo("7-123456");
        assertThat(positions.isOfThisLog("7-123456")).isTrue();
        assertThat(positions.isOfThisLog("7-123456.5f0c2a91")).isFalse();
    }

    @Test
    void a_restored_log_says_so_in_each_position_and_takes_no_plain_ones() {
        positions.areOf(RESTORED);

        assertThat(positions.write(POSITION)).isEqualTo("7-123456.5f0c2a91");
        assertThat(positions.write("0-17,3-99")).isEqualTo("0-17,3-99.5f0c2a91");
        assertThat(positions.json(new Shown("o", POSITION)))
                .isEqualTo("{\"order_id\":\"o\",\"position\":\"7-123456.5f0c2a91\"}");
        assertThat(positions.isOfThisLog("7-123456.5f0c2a91")).isTrue();
        assertThat(positions.isOfThisLog("7-123456")).isFalse();
        assertThat(positions.isOfThisLog("7-123456.00000000")).isFalse();
        assertThat(positions.plain("0-17,3-99.5f0c2a91")).isEqualTo("0-17,3-99");
    }

    @Test
    void as_long_as_nobody_knows_which_log_it_is_all_positions_are_of_it() {
        assertThat(positions.isLogKnown()).isFalse();
        assertThat(positions.write(POSITION)).isEqualTo("7-123456");
        assertThat(positions.isOfThisLog("7-123456")).isTrue();
        assertThat(positions.isOfThisLog("7-123456.5f0c2a91")).isTrue();
    }

    @Test
    void what_is_no_identity_stays_part_of_a_text_that_is_no_position() {
        positions.areOf(LogIdentity.ORIGINAL);

        assertThat(positions.plain("7-1.garbage")).isEqualTo("7-1.garbage");
        assertThat(positions.plain("7-1.5F0C2A91")).isEqualTo("7-1.5F0C2A91");
        assertThat(positions.plain(".")).isEqualTo(".");
    }
}
