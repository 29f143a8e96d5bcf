package io.tableorder.benchmarks.rotation;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import java.util.TreeMap;

/** Counts tokens by the key that has signed them. */
final class Signatures {

    private final Map<String, Integer> byKey = new TreeMap<>();

    synchronized void add(String token) {
        try {
            byKey.merge(String.valueOf(SignedJWT.parse(token).getHeader().getKeyID()), 1, Integer::sum);
        } catch (ParseException e) {
            throw new IllegalStateException("A login gave something else than a token", e);
        }
    }

    /** Returns the counts so far and begins anew. */
    synchronized Map<String, Integer> take() {
        Map<String, Integer> taken = Map.copyOf(byKey);
        byKey.clear();
        return taken;
    }
}
