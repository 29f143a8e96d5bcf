package io.tableorder.operability.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.tableorder.operability.settings.TokenLifetimes;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * These are the keys that tokens are signed and known by, as a JSON Web Key Set (RFC 7517) with the times of each: {@code
 * nbf} is when it begins to sign, {@code exp} when nothing signed with it is accepted any more. A key is known from when it
 * is in the set, so one that is to sign in five minutes is known everywhere before its first token is.
 *
 * @param keys ES256 keys with {@code kid}, {@code nbf} and, once they have a successor, {@code exp}
 * @param secretKeyUntil when tokens that SECRET_KEY signed for others than operators end, which were logged in before
 *     there were key pairs
 */
public record TokenKeySet(List<ECKey> keys, Instant secretKeyUntil) {

    /** The longest life of a token, and a minute for clocks that differ. */
    public static final Duration LONGEST_TOKEN =
            Duration.ofHours(TokenLifetimes.MOST_HOURS).plusMinutes(1);

    /** One a day for a week; more would only be a loop that rotates. */
    public static final int MAXIMUM_KEYS = 8;

    private static final String SECRET_KEY_UNTIL = "secret_key_until";

    private static final Comparator<ECKey> BY_TURN = Comparator.comparing(ECKey::getNotBeforeTime);

    public TokenKeySet {
        keys = keys.stream().sorted(BY_TURN).toList();
    }

    /**
     * Makes the first set of an installation: until {@code signsFrom}, SECRET_KEY signs as it did.
     *
     * @param longestToken of those that SECRET_KEY signed, which are known for so long afterwards
     */
    public static TokenKeySet first(ECKey key, Instant signsFrom, Duration longestToken) {
        Instant from = signsFrom.truncatedTo(ChronoUnit.SECONDS);
        return new TokenKeySet(List.of(turn(key, from)), from.plus(longestToken));
    }

    /**
     * Reads a set.
     *
     * @throws IllegalArgumentException naming what is not as it should be
     */
    public static TokenKeySet parse(String json) {
        try {
            JWKSet set = JWKSet.parse(json);
            List<ECKey> keys = new ArrayList<>();
            for (JWK key : set.getKeys()) {
                keys.add(complete(key));
            }
            if (keys.size() > MAXIMUM_KEYS) {
                throw new IllegalArgumentException(keys.size() + " keys, takes at most " + MAXIMUM_KEYS);
            }
            Object until = set.getAdditionalMembers().get(SECRET_KEY_UNTIL);
            return new TokenKeySet(
                    keys, until instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : Instant.EPOCH);
        } catch (ParseException malformed) {
            throw new IllegalArgumentException("not a JSON Web Key Set", malformed);
        }
    }

    private static ECKey complete(JWK key) {
        if (!(key instanceof ECKey pair) || key.getKeyID() == null || key.getNotBeforeTime() == null) {
            throw new IllegalArgumentException("a key that is not EC with kid and nbf");
        }
        return pair;
    }

    /** Returns the key whose turn it is; empty while none has begun, and of a set without private halves. */
    public Optional<ECKey> signing(Instant now) {
        return keys.stream()
                .filter(ECKey::isPrivate)
                .filter(key -> !key.getNotBeforeTime().toInstant().isAfter(now))
                .filter(key -> isAccepted(key, now))
                .max(BY_TURN);
    }

    /** Returns the key of that name while what it signed is accepted. */
    public Optional<ECKey> known(String kid, Instant now) {
        return keys.stream()
                .filter(key -> key.getKeyID().equals(kid) && isAccepted(key, now))
                .findFirst();
    }

    private static boolean isAccepted(ECKey key, Instant now) {
        Date expires = key.getExpirationTime();
        return expires == null || now.isBefore(expires.toInstant());
    }

    /**
     * Returns the set with a key that signs from then on. The others are known for as long as a token of theirs can live;
     * what has expired is dropped.
     *
     * @throws IllegalStateException when there are {@link #MAXIMUM_KEYS} already
     */
    public TokenKeySet rotated(ECKey next, Instant signsFrom, Instant now) {
        Instant from = signsFrom.truncatedTo(ChronoUnit.SECONDS);
        List<ECKey> after = new ArrayList<>();
        for (ECKey key : keys) {
            if (isAccepted(key, now)) {
                after.add(key.getExpirationTime() != null ? key : expiring(key, from.plus(LONGEST_TOKEN)));
            }
        }
        if (after.size() >= MAXIMUM_KEYS) {
            throw new IllegalStateException("There are " + after.size()
                    + " keys already, one a day at most: wait until the oldest has expired");
        }
        after.add(turn(next, from));
        return new TokenKeySet(after, secretKeyUntil);
    }

    /** Returns the set with this key alone, which signs at once: whatever others signed ends, SECRET_KEY's too. */
    public static TokenKeySet replaced(ECKey next, Instant now) {
        return new TokenKeySet(List.of(turn(next, now.truncatedTo(ChronoUnit.SECONDS))), Instant.EPOCH);
    }

    private static ECKey turn(ECKey key, Instant from) {
        return rebuilt(new ECKey.Builder(key).notBeforeTime(Date.from(from)));
    }

    private static ECKey expiring(ECKey key, Instant at) {
        return rebuilt(new ECKey.Builder(key).expirationTime(Date.from(at)));
    }

    private static ECKey rebuilt(ECKey.Builder builder) {
        return builder.build();
    }

    /** Returns whether what the other's keys proved still stands: each is in this one too, or has expired. */
    public boolean isSuccessorOf(TokenKeySet other, Instant now) {
        return !secretKeyUntil.isBefore(other.secretKeyUntil)
                && other.keys.stream().allMatch(key -> has(key.getKeyID()) || !isAccepted(key, now));
    }

    private boolean has(String kid) {
        return keys.stream().anyMatch(key -> key.getKeyID().equals(kid));
    }

    /** Returns the set without private halves, as anybody may see it. */
    public TokenKeySet publicSet() {
        return new TokenKeySet(keys.stream().map(ECKey::toPublicJWK).toList(), secretKeyUntil);
    }

    /** Returns the set as its file holds it, with private halves where it has them. */
    public String toJson() {
        Map<String, Object> members = new HashMap<>();
        if (secretKeyUntil.isAfter(Instant.EPOCH)) {
            members.put(SECRET_KEY_UNTIL, secretKeyUntil.getEpochSecond());
        }
        return JSONObjectUtils.toJSONString(new JWKSet(List.copyOf(keys), members).toJSONObject(false));
    }

    @Override
    public String toString() {
        return "TokenKeySet[" + keys.stream().map(ECKey::getKeyID).toList() + "]";
    }

    /** Returns the name that a key has by its own public half (RFC 7638). */
    static String nameOf(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }
}
