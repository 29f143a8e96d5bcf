package io.tableorder.api.account;

import io.tableorder.api.validation.Secret;
import io.tableorder.event.Role;
import org.springframework.stereotype.Component;

/** The first admins of new stores. */
@Component
public class StoreAdmins {

    private final StaffAccounts accounts;

    StoreAdmins(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    /** Creates the store's admin; one of that name that is there already stays as it is, password included. */
    public void ensure(String chainId, String storeId, String username, Secret password) {
        // Taken means that an earlier try of the same request got this far.
        accounts.create(chainId, storeId, username, Role.STORE_ADMIN, password);
    }
}
