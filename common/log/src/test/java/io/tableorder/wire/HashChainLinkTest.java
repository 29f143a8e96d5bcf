package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.fixture.Evening;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.Head;
import io.tableorder.wire.HashChainLink.Fit;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashChainLinkTest {
    private static final HashChainLink THIRD = new HashChainLink(3, "b".repeat(64), "c".repeat(64));

    @Test
    void each_event_of_a_store_fits_behind_the_one_before_it() {
        List<StoreLog.Entry> entries = Evening.log().entries();
        HashChainLink head = new HashChainLink(0, "", Head.GENESIS_HASH);
        for (StoreLog.Entry entry : entries) {
            HashChainLink link = HashChainLink.of(entry.event());

            assertThat(link.fitBehind(head.sequence(), head.hash())).isEqualTo(Fit.NEXT);
            head = link;
        }
    }

    @Test
    void a_link_elsewhere_is_told_by_what_is_wrong_with_its_place() {
        assertThat(THIRD.fitBehind(2, "b".repeat(64))).isEqualTo(Fit.NEXT);
        assertThat(THIRD.fitBehind(2, "x".repeat(64))).isEqualTo(Fit.UNLINKED);
        assertThat(THIRD.fitBehind(1, "a".repeat(64))).isEqualTo(Fit.GAP);
        assertThat(THIRD.fitBehind(3, "c".repeat(64))).isEqualTo(Fit.REPEATED);
        assertThat(THIRD.fitBehind(9, "c".repeat(64))).isEqualTo(Fit.REPEATED);
    }

    @Test
    void a_value_states_its_link_and_its_bytes_vouch_for_it() {
        StoreLog.Entry entry = Evening.log().entries().getLast();
        byte[] value = entry.record().value();
        byte[] altered = new String(value, UTF_8)
                .replace("\"sequence\":", "\"sequence\": ")
                .getBytes(UTF_8);

        HashChainLink link = HashChainLink.read(value, entry.event().storeId()).orElseThrow();

        assertThat(link).isEqualTo(HashChainLink.of(entry.event()));
        assertThat(link.isSealOf(value)).isTrue();
        assertThat(link.isSealOf(altered)).isFalse();
    }

    @Test
    void what_is_no_event_of_the_store_states_no_link() {
        byte[] value = Evening.log().entries().getLast().record().value();

        assertThat(HashChainLink.read(value, "another-store")).isEmpty();
        assertThat(HashChainLink.read("oops".getBytes(UTF_8), "store")).isEmpty();
        assertThat(HashChainLink.read("[1]".getBytes(UTF_8), "store")).isEmpty();
        assertThat(HashChainLink.read(null, "store")).isEmpty();
    }
}
