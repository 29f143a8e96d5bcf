package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.access.DeferredChange;
import io.tableorder.access.ManagedBy;
import io.tableorder.api.idempotency.CommandStamps;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.text.ApiText;
import io.tableorder.event.CommandStamp;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A store's devices, as its admins see them and log them out. */
@Component
final class StoreDevices {

    /** So many are listed, those seen last; a large store has some hundred tables and a few screens. */
    private static final int MAXIMUM_LISTED = 1_000;

    /**
     * One device.
     *
     * @param accountId who is logged in, or who paired a kitchen or floor screen; absent for tablets
     * @param tableId a tablet's, as is the number
     * @param current the one that asks
     * @param paired it logs in by a credential of its own
     * @param lastSeenAt when it last logged in, by whatever it does so
     */
    record StoreDeviceView(
            String deviceId,
            DeviceKind kind,
            String deviceName,
            @Nullable String accountId,
            @Nullable String username,
            @Nullable String role,
            @Nullable String tableId,
            @Nullable Integer tableNumber,
            boolean paired,
            boolean current,
            Instant firstSeenAt,
            Instant lastSeenAt,
            String address,
            String userAgent,
            Instant expiresAt) {}

    /** What was logged out. */
    record LoggedOut(int devices) {}

    private final AccountDatabase database;
    private final EndingChanges changes;
    private final CommandStamps stamps;
    private final DeferredChanges deferred;
    private final Clock clock;

    StoreDevices(
            AccountDatabase database,
            EndingChanges changes,
            CommandStamps stamps,
            DeferredChanges deferred,
            Clock clock) {
        this.database = database;
        this.changes = changes;
        this.stamps = stamps;
        this.deferred = deferred;
        this.clock = clock;
    }

    /**
     * Lists them, the latest seen first.
     *
     * @param current the device that asks
     */
    List<StoreDeviceView> of(String storeId, String current) {
        return database.call(jdbc -> jdbc.sql("""
                        SELECT d.*, a.username, a.role, t.table_number
                        FROM accounts.devices d LEFT JOIN accounts.staff_accounts a USING (account_id)
                        LEFT JOIN orders.tables t ON t.store_id = d.store_id AND t.table_id = d.account_id
                        WHERE d.store_id = ? AND d.expires_at > ? ORDER BY d.last_seen_at DESC, d.device_id LIMIT ?
                        """)
                .params(storeId, Timestamp.from(clock.instant()), MAXIMUM_LISTED)
                .query((row, _) -> view(row, current))
                .list());
    }

    private static StoreDeviceView view(ResultSet row, String current) throws SQLException {
        DeviceKind kind = DeviceKind.of(row.getString("kind"));
        String by = row.getString("account_id");
        boolean isTablet = kind == DeviceKind.TABLET;
        return new StoreDeviceView(
                row.getString("device_id"),
                kind,
                row.getString("device_name"),
                isTablet ? null : by,
                row.getString("username"),
                row.getString("role"),
                isTablet ? by : null,
                row.getObject("table_number", Integer.class),
                row.getString("credential_hash") != null,
                row.getString("device_id").equals(current),
                row.getTimestamp("logged_in_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                row.getString("address"),
                row.getString("user_agent"),
                row.getTimestamp("expires_at").toInstant());
    }

    /**
     * Logs one device out.
     *
     * @return empty while PostgreSQL is away: it is logged out if it is the store's, and leaves the list later
     */
    Optional<Answered<LoggedOut>> logOut(Write write, String deviceId) {
        return end(write, "device_id", deviceId, new AccessEnd.OfDevice(deviceId, clock.instant()));
    }

    /**
     * Logs out all devices of one account, or of one table.
     *
     * @return empty while PostgreSQL is away, as for {@link #logOut}
     */
    Optional<Answered<LoggedOut>> logOutAll(Write write, String accountOrTableId) {
        return end(write, "account_id", accountOrTableId, new AccessEnd.OfLogins(accountOrTableId, clock.instant()));
    }

    /** @param column a name of ours, never what somebody sent */
    private Optional<Answered<LoggedOut>> end(Write write, String column, String value, AccessEnd end) {
        CommandStamp stamp = stamps.stamp(write, value);
        Origin origin = Origin.of(write.caller());
        Supplier<Answered<LoggedOut>> now = () -> changes.once(stamp, write.storeId(), LoggedOut.class, jdbc -> {
            int devices = delete(jdbc, write.storeId(), column, value);
            if (devices == 0) {
                throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_DEVICE_IN_STORE);
            }
            return new EndingChanges.Made<>(new LoggedOut(devices), AccessOutbox.add(jdbc, end));
        });
        DeferredChange later = WantedChange.LOG_OUT.of(stamp, write.caller(), origin);
        return deferred.nowOrLater(
                now, new AccessEnd.OfManaged(value, ManagedBy.store(write.storeId()), end.endedAt(), later));
    }

    private static int delete(JdbcClient jdbc, String storeId, String column, String value) {
        return jdbc.sql("DELETE FROM accounts.devices WHERE store_id = ? AND " + column + " = ?")
                .params(storeId, value)
                .update();
    }
}
