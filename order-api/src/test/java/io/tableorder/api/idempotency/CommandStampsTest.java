package io.tableorder.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.validation.PartyText;
import io.tableorder.event.Role;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandStampsTest {

    private record Line(String menuId, @Nullable @PartyText String note) {}

    private record Order(List<Line> items) {}

    private static @Nullable String fingerprint(String secretKey, @Nullable String note) {
        CommandStamps stamps = new CommandStamps(new SecuritySettings(secretKey, Duration.ofHours(1), List.of()));
        Write write = new Write(
                new Caller("t1", Role.TABLE, "chain", "store", "t1", Instant.MAX),
                "store",
                "POST",
                "/api/v1/customer/orders",
                "req-1",
                "key-1",
                List.of());
        return stamps.stamp(write, new Order(List.of(new Line("bibimbap", note))))
                .fingerprint();
    }

    /** It is in the log for ever, where a short note could be guessed from a plain hash after its erasure. */
    @Test
    void a_note_is_in_the_fingerprint_only_under_the_platforms_key() {
        assertThat(fingerprint("a".repeat(16) + "b".repeat(20), null))
                .isEqualTo(fingerprint("c".repeat(16) + "d".repeat(20), null));
        assertThat(fingerprint("a".repeat(16) + "b".repeat(20), "땅콩"))
                .isNotEqualTo(fingerprint("c".repeat(16) + "d".repeat(20), "땅콩"));
    }

    @Test
    void two_notes_have_two_fingerprints_and_one_has_one() {
        String key = "a".repeat(16) + "b".repeat(20);

        assertThat(fingerprint(key, "땅콩")).isEqualTo(fingerprint(key, "땅콩")).isNotEqualTo(fingerprint(key, "호두"));
    }
}
