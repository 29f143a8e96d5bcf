package io.tableorder.api.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceSignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final byte[] BODY = "{\"format\":1}".getBytes(UTF_8);

    private final InstanceSignature ours = at("a-secret-key-of-more-than-32-bytes", NOW);
    private final String signed = ours.sign("POST", "/internal/commands", BODY);

    private static InstanceSignature at(String secretKey, Instant time) {
        return new InstanceSignature(
                new SecuritySettings(secretKey, Duration.ofHours(1), List.of()), Clock.fixed(time, ZoneOffset.UTC));
    }

    private boolean isValid(InstanceSignature judge, String header) {
        return judge.isValid(header, "POST", "/internal/commands", BODY);
    }

    @Test
    void an_instance_with_the_same_key_knows_it() {
        assertThat(isValid(at("a-secret-key-of-more-than-32-bytes", NOW), signed))
                .isTrue();
    }

    @Test
    void an_instance_with_another_key_does_not() {
        assertThat(isValid(at("another-secret-key-of-more-than-32-bytes", NOW), signed))
                .isFalse();
    }

    @Test
    void while_keys_change_an_instance_knows_those_with_either() {
        InstanceSignature changing = new InstanceSignature(
                new SecuritySettings(
                        "another-secret-key-of-more-than-32-bytes",
                        Optional.of("a-secret-key-of-more-than-32-bytes"),
                        Duration.ofHours(1),
                        List.of()),
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(isValid(changing, signed)).isTrue();
        assertThat(isValid(ours, changing.sign("POST", "/internal/commands", BODY)))
                .isFalse();
    }

    @Test
    void clocks_may_be_thirty_seconds_apart_and_no_more() {
        for (long seconds : new long[] {-30, 30}) {
            assertThat(isValid(at("a-secret-key-of-more-than-32-bytes", NOW.plusSeconds(seconds)), signed))
                    .isTrue();
        }
        for (long seconds : new long[] {-31, 31}) {
            assertThat(isValid(at("a-secret-key-of-more-than-32-bytes", NOW.plusSeconds(seconds)), signed))
                    .isFalse();
        }
    }

    @Test
    void the_time_cannot_be_moved() {
        InstanceSignature later = at("a-secret-key-of-more-than-32-bytes", NOW.plusSeconds(60));
        String moved = NOW.plusSeconds(60).toEpochMilli() + signed.substring(signed.indexOf('.'));
        assertThat(isValid(later, moved)).isFalse();
    }

    @Test
    void it_holds_for_one_method_path_and_body_only() {
        assertThat(ours.isValid(signed, "PUT", "/internal/commands", BODY)).isFalse();
        assertThat(ours.isValid(signed, "POST", "/internal/other", BODY)).isFalse();
        assertThat(ours.isValid(signed, "POST", "/internal/commands", "{\"format\":2}".getBytes(UTF_8)))
                .isFalse();
        assertThat(ours.isValid(signed, "POST", "/internal/commands", new byte[0]))
                .isFalse();
    }

    @Test
    void what_is_no_signature_is_none() {
        for (String header :
                new String[] {"", ".", "x", signed + "0", signed.toUpperCase(Locale.ROOT), "99999999999999999999.00"}) {
            assertThat(isValid(ours, header)).as(header).isFalse();
        }
        assertThat(ours.isValid(null, "POST", "/internal/commands", BODY)).isFalse();
    }
}
