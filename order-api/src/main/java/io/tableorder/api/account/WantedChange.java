package io.tableorder.api.account;

import io.tableorder.access.DeferredChange;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.security.Caller;
import org.jspecify.annotations.Nullable;

/** What somebody wants of an account or a chain, as far as it may wait in Kafka. Null leaves a value as it is. */
record WantedChange(@Nullable Role role, @Nullable Boolean disabled, boolean deleted) {

    /** Nothing but logins is to end. */
    static final WantedChange LOG_OUT = new WantedChange(null, null, false);

    /** Returns false for what ends nobody's access: giving rights back can wait for whoever gives them. */
    boolean takesAway() {
        return role != null || Boolean.TRUE.equals(disabled) || deleted;
    }

    /**
     * Returns it as it waits, with who ordered it. A log-out is another one each time: it may be all that is left of a command that
     * is going to be repeated.
     */
    DeferredChange of(CommandStamp stamp, Caller caller, Origin origin) {
        boolean isLogOut = !takesAway();
        return new DeferredChange(
                isLogOut ? Ids.next() : stamp.commandId(),
                isLogOut ? null : stamp.fingerprint(),
                role == null ? null : role.wireName(),
                disabled,
                deleted,
                caller.subject(),
                caller.role().wireName(),
                caller.chainId(),
                origin.device(),
                origin.address(),
                origin.userAgent(),
                origin.requestId());
    }
}
