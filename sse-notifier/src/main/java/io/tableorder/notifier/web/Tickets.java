package io.tableorder.notifier.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.access.Login;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.Hmac;
import io.tableorder.operability.security.InvalidTokenException;
import io.tableorder.wire.Json;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A ticket stands for a caller in a URL for half a minute, once: a URL ends up in logs and histories, where a token would
 * be a gift. It is signed, so that any instance can redeem what another issued; that it is used once is known per instance.
 */
final class Tickets {

    /** A ticket is good for so long. From its answer to the stream's request a page needs less than a second. */
    static final Duration LIFETIME = Duration.ofSeconds(30);

    /**
     * So many tickets redeemed within one lifetime are remembered, 3,300 a second. Past it none is redeemed for a
     * while.
     */
    static final int MAXIMUM_REMEMBERED = 100_000;

    /** Our tickets have about 350 characters; a longer text is not worth the work of refusing it exactly. */
    private static final int MAXIMUM_CHARACTERS = 2_048;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final List<SecretKey> keys;
    private final InstantSource clock;
    private final Map<String, Instant> redeemed = new ConcurrentHashMap<>();

    /**
     * @param tokenExpiresAt when the stream must end
     * @param device of the token's login, which the stream ends with too; absent in a ticket of an earlier version
     */
    private record Claims(
            String id,
            Instant expiresAt,
            String subject,
            String role,
            String chainId,
            @Nullable String storeId,
            Instant tokenExpiresAt,
            @Nullable String device,
            @Nullable Long epoch,
            @Nullable Long chainEpoch,
            @Nullable Instant loginAt,
            @Nullable String by) {

        Login login() {
            return new Login(device == null ? "" : device, epoch, chainEpoch, loginAt, by);
        }
    }

    /** @param secrets whose holders make tickets, the one to sign with first */
    Tickets(List<byte[]> secrets, InstantSource clock) {
        this.keys = secrets.stream().map(Tickets::derive).toList();
        this.clock = clock;
    }

    /** A key of its own, so that no signature made for one purpose can serve the other. */
    private static SecretKey derive(byte[] secret) {
        return Hmac.key(signature(Hmac.key(secret), "stream-ticket"));
    }

    String issue(Caller caller) {
        Claims claims = new Claims(
                Ids.next(),
                clock.instant().plus(LIFETIME),
                caller.subject(),
                caller.role().wireName(),
                caller.chainId(),
                caller.storeId(),
                caller.expiresAt(),
                caller.login().device(),
                caller.login().epoch(),
                caller.login().chainEpoch(),
                caller.login().at(),
                caller.login().by());
        String payload = ENCODER.encodeToString(Json.mapper().writeValueAsBytes(claims));
        return payload + "." + ENCODER.encodeToString(signature(keys.getFirst(), payload));
    }

    /**
     * Returns the caller the ticket was issued to. Each ticket has one answer only.
     *
     * @throws InvalidTokenException if it is not ours, expired or used
     */
    Caller redeem(String ticket) {
        Claims claims = verified(ticket);
        Instant now = clock.instant();
        if (!now.isBefore(claims.expiresAt()) || !now.isBefore(claims.tokenExpiresAt())) {
            throw new InvalidTokenException("the ticket has expired");
        }
        remember(claims, now);
        return new Caller(
                claims.subject(),
                Role.of(claims.role()),
                claims.chainId(),
                claims.storeId(),
                null,
                claims.tokenExpiresAt(),
                null,
                claims.login());
    }

    private void remember(Claims claims, Instant now) {
        if (redeemed.size() >= MAXIMUM_REMEMBERED) {
            redeemed.values().removeIf(expiresAt -> !now.isBefore(expiresAt));
            if (redeemed.size() >= MAXIMUM_REMEMBERED) {
                throw new InvalidTokenException("more tickets were redeemed than can be remembered");
            }
        }
        if (redeemed.putIfAbsent(claims.id(), claims.expiresAt()) != null) {
            throw new InvalidTokenException("the ticket was used before");
        }
    }

    private Claims verified(String ticket) {
        int dot = ticket.indexOf('.');
        if (dot < 0 || ticket.length() > MAXIMUM_CHARACTERS) {
            throw new InvalidTokenException("not a ticket");
        }
        String payload = ticket.substring(0, dot);
        try {
            byte[] signature = Base64.getUrlDecoder().decode(ticket.substring(dot + 1));
            if (keys.stream().noneMatch(key -> MessageDigest.isEqual(signature, signature(key, payload)))) {
                throw new InvalidTokenException("the ticket is not signed with our key");
            }
            return Json.mapper().readValue(Base64.getUrlDecoder().decode(payload), Claims.class);
        } catch (IllegalArgumentException | JacksonException malformed) {
            throw new InvalidTokenException("not a ticket: " + malformed.getMessage());
        }
    }

    private static byte[] signature(SecretKey key, String text) {
        return Hmac.sign(key, text.getBytes(UTF_8));
    }
}
