package io.tableorder.api.account;

import io.tableorder.board.StoreInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer has a token, and what it opens.
 *
 * @param expiresIn seconds
 * @param storeId absent for chain admins, as is the name
 * @param username absent for tables
 * @param tableId for tables only, as is the number
 * @param store absent for chain admins; without what is for staff where a table logs in
 * @param serverTime by which waiting times are counted
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
        @Nullable StoreInfo store,
        Instant serverTime) {

    @Override
    public String toString() {
        return "LoginAnswer[accessToken=***, role=" + role + "]";
    }
}
