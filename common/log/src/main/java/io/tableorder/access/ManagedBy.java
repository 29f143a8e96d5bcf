package io.tableorder.access;

import org.jspecify.annotations.Nullable;

/**
 * Those whom somebody manages, by what tokens say of their place: the people, tables and devices of a store, or those of a
 * chain who are of no store.
 *
 * @param storeId null for those of no store
 * @param chainId of those of no store, empty for operators; null for a store's
 * @param role the only one that counts; null for every role
 */
public record ManagedBy(
        @Nullable String storeId,
        @Nullable String chainId,
        @Nullable String role) {

    public ManagedBy {
        if ((storeId == null) == (chainId == null)) {
            throw new IllegalArgumentException("Somebody is managed in a store, or in a chain and no store: store_id "
                    + storeId + ", chain_id " + chainId);
        }
    }

    /** Returns all of a store, whatever their role. */
    public static ManagedBy store(String storeId) {
        return new ManagedBy(storeId, null, null);
    }

    /** Returns those of a store who have that role. */
    public static ManagedBy store(String storeId, String role) {
        return new ManagedBy(storeId, null, role);
    }

    /**
     * Returns those of a role who are of no store.
     *
     * @param chainId empty for operators
     */
    public static ManagedBy chain(String chainId, String role) {
        return new ManagedBy(null, chainId, role);
    }
}
