package io.tableorder.testkit.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Actor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id under which the log keeps a command. Written down here a second time on purpose: a key must be recognised for a
 * day, by other versions of the platform too, so the rule may not change unnoticed.
 */
final class CommandIds {

    private static final int KEPT_BYTES = 16;

    private CommandIds() {}

    static String of(String storeId, Actor actor, String key) {
        String scope = String.join("\n", storeId, actor.role().wireName(), actor.id(), key);
        return HexFormat.of().formatHex(sha256().digest(scope.getBytes(UTF_8)), 0, KEPT_BYTES);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }
}
