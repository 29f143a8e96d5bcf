package io.tableorder.api.account;

import io.tableorder.board.StoreInfo;
import io.tableorder.event.Role;
import io.tableorder.operability.security.IssuedToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer has a token, and what it opens.
 *
 * @param expiresIn seconds
 * @param storeId absent for chain admins and operators, as is the name
 * @param chainId empty for operators, who belong to no chain
 * @param username absent for tables and for screens that were paired
 * @param tableId for tables only, as is the number
 * @param store absent for chain admins and operators; without what is for staff where a table logs in
 * @param device for a device that logs in by a credential of its own
 * @param recoveryCodes of a second factor that this login has added; they are told once
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
        @Nullable KeptDevice device,
        @Nullable List<String> recoveryCodes,
        Instant serverTime) {

    private static final String BEARER = "Bearer";

    /**
     * A device that logs in without a password from now on.
     *
     * @param credential what it does so by: it is told once, when the device is set up
     */
    record KeptDevice(
            String deviceId,
            DeviceKind kind,
            String deviceName,
            @Nullable String credential) {

        @Override
        public String toString() {
            return "KeptDevice[deviceId=" + deviceId + ", kind=" + kind + ", credential=***]";
        }
    }

    static LoginAnswer ofAccount(
            IssuedToken token,
            StaffAccount account,
            StoreDirectory.@Nullable Store store,
            List<String> recoveryCodes,
            Instant now) {
        StoreInfo info = store == null ? null : StoreInfo.of(store.profile(), now);
        return new LoginAnswer(
                token.value(),
                BEARER,
                token.expiresIn(),
                account.role().wireName(),
                account.storeId(),
                info == null ? null : info.storeName(),
                account.chainId(),
                account.username(),
                null,
                null,
                info,
                null,
                recoveryCodes.isEmpty() ? null : recoveryCodes,
                now);
    }

    static LoginAnswer ofTable(
            IssuedToken token,
            StoreDirectory.Store store,
            String tableId,
            int tableNumber,
            @Nullable KeptDevice device,
            Instant now) {
        return new LoginAnswer(
                token.value(),
                BEARER,
                token.expiresIn(),
                Role.TABLE.wireName(),
                store.storeId(),
                store.profile().storeName(),
                store.chainId(),
                null,
                tableId,
                tableNumber,
                StoreInfo.of(store.profile(), now).forGuests(),
                device,
                null,
                now);
    }

    /** @param device a kitchen or floor screen */
    static LoginAnswer ofScreen(IssuedToken token, StoreDirectory.Store store, KeptDevice device, Instant now) {
        return new LoginAnswer(
                token.value(),
                BEARER,
                token.expiresIn(),
                device.kind().role().wireName(),
                store.storeId(),
                store.profile().storeName(),
                store.chainId(),
                null,
                null,
                null,
                StoreInfo.of(store.profile(), now),
                device,
                null,
                now);
    }

    @Override
    public String toString() {
        return "LoginAnswer[accessToken=***, role=" + role + "]";
    }
}
