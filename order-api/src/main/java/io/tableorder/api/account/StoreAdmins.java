package io.tableorder.api.account;

import io.tableorder.api.idempotency.CommandStamps;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.validation.Secret;
import org.springframework.stereotype.Component;

/** Makes the first admins of new stores. */
@Component
public class StoreAdmins {

    private final AccountUpkeep upkeep;
    private final CommandStamps stamps;

    StoreAdmins(AccountUpkeep upkeep, CommandStamps stamps) {
        this.upkeep = upkeep;
        this.stamps = stamps;
    }

    /**
     * Creates the store's admin, once for all tries of one write; one of that name that is there already stays as it is,
     * password included.
     *
     * @param body what opens the store, as parsed
     */
    public void ensure(Write write, Object body, String username, Secret password) {
        upkeep.ensureAdmin(write, stamps.stamp(write, body), username, password);
    }
}
