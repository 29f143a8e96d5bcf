package io.tableorder.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCodecTest {

    private static final Instant THEN = Instant.parse("2026-11-30T01:02:03.004Z");

    /** What was ever written: never change a line, add one. */
    private static final Map<String, AccessEnd> FROZEN = Map.of(
            "{\"type\":\"subject.v1\",\"subject\":\"s-1\",\"epoch\":3,\"ended_at\":\"2026-11-30T01:02:03.004Z\"}",
            new AccessEnd.OfSubject("s-1", 3, THEN),
            "{\"type\":\"chain.v1\",\"chain_id\":\"hanok\",\"epoch\":1,\"ended_at\":\"2026-11-30T01:02:03.004Z\"}",
            new AccessEnd.OfChain("hanok", 1, THEN),
            "{\"type\":\"logins.v1\",\"subject\":\"s-1\",\"ended_at\":\"2026-11-30T01:02:03.004Z\"}",
            new AccessEnd.OfLogins("s-1", THEN),
            "{\"type\":\"device.v1\",\"device\":\"d-1\",\"ended_at\":\"2026-11-30T01:02:03.004Z\"}",
            new AccessEnd.OfDevice("d-1", THEN),
            "{\"type\":\"managed.v1\",\"subject\":\"s-1\",\"managed\":{\"store_id\":\"gangnam\",\"role\":\"staff\"},"
                    + "\"ended_at\":\"2026-11-30T01:02:03.004Z\",\"change\":{\"id\":\"c-1\",\"fingerprint\":\"f-1\","
                    + "\"role\":\"staff\",\"disabled\":true,\"deleted\":false,\"by\":\"s-2\",\"by_role\":\"chain_admin\","
                    + "\"chain_id\":\"hanok\",\"device\":\"d-2\",\"address\":\"192.0.2.7\",\"user_agent\":\"browser\","
                    + "\"request_id\":\"r-1\"}}",
            new AccessEnd.OfManaged(
                    "s-1",
                    ManagedBy.store("gangnam", "staff"),
                    THEN,
                    new DeferredChange(
                            "c-1",
                            "f-1",
                            "staff",
                            true,
                            false,
                            "s-2",
                            "chain_admin",
                            "hanok",
                            "d-2",
                            "192.0.2.7",
                            "browser",
                            "r-1")),
            "{\"type\":\"chain-logins.v1\",\"chain_id\":\"hanok\",\"ended_at\":\"2026-11-30T01:02:03.004Z\","
                    + "\"change\":{\"id\":\"c-2\",\"disabled\":true,\"deleted\":false,\"by\":\"o-1\","
                    + "\"by_role\":\"operator\",\"chain_id\":\"\",\"address\":\"\",\"user_agent\":\"\"}}",
            new AccessEnd.OfChainLogins(
                    "hanok",
                    THEN,
                    new DeferredChange("c-2", null, null, true, false, "o-1", "operator", "", null, "", "", null)));

    @Test
    void every_form_ever_written_stays_readable_and_is_written_as_ever() {
        FROZEN.forEach((json, end) -> {
            assertThat(AccessCodec.read(json.getBytes(UTF_8))).isEqualTo(end);
            assertThat(new String(AccessCodec.write(end), UTF_8)).isEqualTo(json);
        });
    }

    @Test
    void no_two_ends_have_the_same_key() {
        assertThat(FROZEN.values().stream().map(AccessEnd::key).distinct()).hasSize(FROZEN.size());
        assertThat(new AccessEnd.OfSubject("s-1", 3, THEN).key())
                .isNotEqualTo(new AccessEnd.OfSubject("s-1", 4, THEN).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "{\"type\":\"planet.v1\"}",
                "{\"type\":\"device.v1\",\"ended_at\":\"2026-11-30T01:02:03Z\"}",
                "{\"type\":\"device.v1\",\"device\":\"d\"}",
                "{\"type\":\"managed.v1\",\"subject\":\"s\",\"managed\":{},\"ended_at\":\"2026-11-30T01:02:03Z\"}",
                "{\"type\":\"chain-logins.v1\",\"chain_id\":\"c\",\"ended_at\":\"2026-11-30T01:02:03Z\"}",
                "{\"type\":\"subject.v1\",\"subject\":\"s\",\"epoch\":\"x\",\"ended_at\":\"2026-11-30T01:02:03Z\"}"
            })
    void what_is_no_access_end_is_refused(String text) {
        assertThatThrownBy(() -> AccessCodec.read(text.getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }
}
