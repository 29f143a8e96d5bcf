package io.tableorder.api.account;

import org.jspecify.annotations.Nullable;

/**
 * A token, and what it opens.
 *
 * @param expiresIn seconds
 * @param storeId absent for chain admins, as is the name
 * @param username absent for tables
 * @param tableId for tables only, as is the number
 * @param store absent for chain admins; a table's is without what is for staff
 */
record LoginAnswer(
        String accessToken,
        String tokenType,
        long expiresIn,
        String role,
        @Nullable String storeId,
        @Nullable String storeName,
        String chainId,
        @Nullable String username,
        @Nullable String tableId,
        @Nullable Integer tableNumber,
        @Nullable StoreInfo store) {

    @Override
    public String toString() {
        return "LoginAnswer[accessToken=***, role=" + role + "]";
    }
}
