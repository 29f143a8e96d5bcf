package io.tableorder.api.account;

import io.tableorder.api.idempotency.CommandStamps;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the first admins of new stores. */
@Component
public class StoreAdmins {

    private final AccountUpkeep upkeep;
    private final CommandStamps stamps;
    private final Invitations invitations;

    StoreAdmins(AccountUpkeep upkeep, CommandStamps stamps, Invitations invitations) {
        this.invitations = invitations;
        this.upkeep = upkeep;
        this.stamps = stamps;
    }

    /**
     * Creates the store's admin, once for all tries of one write; one of that name that is there already stays as it is,
     * password included.
     *
     * @param body what opens the store, as parsed
     * @param password null for whoever is to choose it
     * @return the invitation by which they do; null if they have a password
     */
    public @Nullable InvitationView ensure(Write write, Object body, String username, @Nullable Secret password) {
        upkeep.ensureAdmin(write, stamps.stamp(write, body), username, password);
        return password == null ? invitations.of(new LoginName.OfStore(write.storeId(), username)) : null;
    }
}
