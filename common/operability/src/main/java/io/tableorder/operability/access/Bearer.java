package io.tableorder.operability.access;

import io.tableorder.access.ManagedBy;
import io.tableorder.event.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a token names, and what it says of their place.
 *
 * @param chainId empty for operators
 * @param storeId null for those of no store
 * @param role by its wire name
 */
public record Bearer(
        String subject, String chainId, @Nullable String storeId, String role) {

    /** Returns all those by whom the bearer may be managed. */
    List<ManagedBy> managedBy() {
        return storeId == null
                ? List.of(ManagedBy.chain(chainId, role))
                : List.of(ManagedBy.store(storeId), ManagedBy.store(storeId, role));
    }

    /** Returns all those by whom the account may be managed that paired the bearer, which is a device: one of its store or its chain. */
    List<ManagedBy> pairedBy() {
        ManagedBy ofChain = ManagedBy.chain(chainId, Role.CHAIN_ADMIN.wireName());
        return storeId == null ? List.of(ofChain) : List.of(ofChain, ManagedBy.store(storeId));
    }
}
