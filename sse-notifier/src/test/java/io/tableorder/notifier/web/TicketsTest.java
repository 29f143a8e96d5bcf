package io.tableorder.notifier.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.event.Role;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.InvalidTokenException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final byte[] SECRET = "a-key-for-tests-of-at-least-32-bytes".getBytes(US_ASCII);
    private static final byte[] OTHER_SECRET = "another-key-of-at-least-32-bytes!".getBytes(US_ASCII);
    private static final Instant START = Instant.parse("2026-01-31T09:00:00Z");

    private Instant now = START;
    private final Tickets tickets = new Tickets(List.of(SECRET), () -> now);
    private final Caller caller =
            new Caller("account", Role.STAFF, "hanok", "hanok-gangnam", null, START.plus(Duration.ofHours(1)));

    @Test
    void stands_for_the_caller_until_the_token_would_have_expired() {
        assertThat(tickets.redeem(tickets.issue(caller))).isEqualTo(caller);
    }

    @Test
    void may_be_redeemed_by_another_instance() {
        assertThat(new Tickets(List.of(OTHER_SECRET, SECRET), () -> now).redeem(tickets.issue(caller)))
                .isEqualTo(caller);
    }

    @Test
    void works_once() {
        String ticket = tickets.issue(caller);
        tickets.redeem(ticket);

        assertRefused(ticket, "used before");
    }

    @Test
    void expires_after_half_a_minute() {
        String ticket = tickets.issue(caller);
        now = START.plusSeconds(30);

        assertRefused(ticket, "expired");
    }

    @Test
    void does_not_outlive_its_token() {
        String ticket =
                tickets.issue(new Caller("account", Role.STAFF, "hanok", "hanok-gangnam", null, START.plusSeconds(5)));
        now = START.plusSeconds(5);

        assertRefused(ticket, "expired");
    }

    @Test
    void cannot_be_made_or_changed_without_the_key() {
        String ticket = tickets.issue(caller);

        assertRefused(new Tickets(List.of(OTHER_SECRET), () -> now).issue(caller), "key");
        assertRefused("A" + ticket, "key");
        assertRefused(ticket.substring(0, ticket.length() - 4), "key");
        assertRefused("nonsense", "not a ticket");
        assertRefused("a.%%%", "not a ticket");
        assertRefused("a".repeat(5_000) + ".b", "not a ticket");
    }

    private void assertRefused(String ticket, String why) {
        assertThatThrownBy(() -> tickets.redeem(ticket))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining(why);
    }
}
