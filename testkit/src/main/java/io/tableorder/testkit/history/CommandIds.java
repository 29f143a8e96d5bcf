package io.tableorder.testkit.history;

import io.tableorder.event.Actor;
import io.tableorder.event.Sha256;
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
        return HexFormat.of().formatHex(Sha256.of(scope), 0, KEPT_BYTES);
    }
}
