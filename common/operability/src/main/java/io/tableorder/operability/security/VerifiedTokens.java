package io.tableorder.operability.security;

import io.tableorder.event.Sha256;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers tokens already verified, since a tablet sends the same one with every request. Holds digests, not tokens:
 * comparing secrets to what a stranger sends would tell them, by its time, how much they guessed right.
 *
 * <p>Bounded by two generations: when the younger is full it becomes the older, and what was older is forgotten. A token
 * in use is carried over, so forgetting costs one verification.
 */
final class VerifiedTokens {

    /** Two generations of about 200 bytes each entry take at most some 6 MB. */
    private static final int GENERATION_TOKENS = 16_384;

    private record Digest(long a, long b, long c, long d) {}

    private volatile Map<Digest, Caller> younger = new ConcurrentHashMap<>();
    private volatile Map<Digest, Caller> older = Map.of();

    /** @param verify called for a token not known; what it throws is thrown and not remembered */
    Caller get(String token, Function<String, Caller> verify) {
        Digest digest = digest(token);
        Caller known = younger.get(digest);
        if (known != null) {
            return known;
        }
        known = older.get(digest);
        Caller caller = known == null ? verify.apply(token) : known;
        remember(digest, caller);
        return caller;
    }

    private void remember(Digest digest, Caller caller) {
        if (younger.size() >= GENERATION_TOKENS) {
            age();
        }
        younger.put(digest, caller);
    }

    private synchronized void age() {
        if (younger.size() >= GENERATION_TOKENS) {
            older = younger;
            younger = new ConcurrentHashMap<>();
        }
    }

    private static Digest digest(String token) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(token));
        return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }
}
