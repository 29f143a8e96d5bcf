package io.tableorder.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.store.Head;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.HashChainLink;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountEventCodecTest {

    private static final AccountEvent CREATED = new AccountEvent(
            "e-1",
            AccountEventType.ACCOUNT_CREATED.wireName(),
            "hanok",
            1,
            Instant.parse("2026-11-30T01:02:03.004Z"),
            "hanok-gangnam",
            "a-7",
            "kim",
            "staff",
            null,
            new AccountEvent.By("store_admin", "a-1"),
            "d-1",
            "192.0.2.7",
            "Firefox",
            "r-1",
            Head.GENESIS_HASH,
            null);

    /** What was ever written: never change a line, add one. */
    private static final String FROZEN = "{\"event_id\":\"e-1\",\"type\":\"account.created.v1\",\"chain_id\":\"hanok\","
            + "\"sequence\":1,\"time\":\"2026-11-30T01:02:03.004Z\",\"store_id\":\"hanok-gangnam\",\"account_id\":\"a-7\","
            + "\"username\":\"kim\",\"role\":\"staff\",\"by\":{\"role\":\"store_admin\",\"id\":\"a-1\"},\"device\":\"d-1\","
            + "\"address\":\"192.0.2.7\",\"user_agent\":\"Firefox\",\"request_id\":\"r-1\",\"prev_hash\":\""
            + "0".repeat(64)
            + "\"";

    @Test
    void every_form_ever_written_stays_readable_and_is_written_as_ever() {
        byte[] value = AccountEventCodec.write(CREATED);

        assertThat(new String(value, UTF_8)).startsWith(FROZEN + ",\"hash\":\"").endsWith("\"}");
        AccountEvent read = AccountEventCodec.read(value);
        assertThat(read.hash()).isEqualTo(HashChain.sealOf(value));
        assertThat(read).usingRecursiveComparison().ignoringFields("hash").isEqualTo(CREATED);
    }

    @Test
    void the_hash_covers_every_byte_before_it() {
        byte[] value = AccountEventCodec.write(CREATED);
        HashChainLink link = HashChainLink.read(value, "chain_id", "hanok").orElseThrow();

        assertThat(link.isSealOf(value)).isTrue();
        byte[] altered = new String(value, UTF_8).replace("a-7", "a-8").getBytes(UTF_8);
        assertThat(link.isSealOf(altered)).isFalse();
        assertThat(HashChainLink.read(value, "chain_id", "bunsik")).isEmpty();
    }

    @Test
    void no_two_types_have_the_same_name() {
        assertThat(Arrays.stream(AccountEventType.values()).map(AccountEventType::wireName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z.-]+\\.v1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{\"sequence\":\"x\"}"})
    void what_is_no_account_event_is_refused(String text) {
        assertThatThrownBy(() -> AccountEventCodec.read(text.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
