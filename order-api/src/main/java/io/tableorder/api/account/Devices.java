package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The devices on which somebody is logged in, and their log-outs. */
@Component
final class Devices {

    private static final Logger log = LoggerFactory.getLogger(Devices.class);

    /** So many devices of one account may be logged in at once; people have a few. Past it the one longest logged in is logged out. */
    private static final int MAXIMUM_OF_ACCOUNT = 500;

    /** So many logins of a table by its password are listed; tools log in again and again, and stay logged in. */
    private static final int MAXIMUM_LISTED_OF_TABLE = 20;

    /** What browsers say of themselves is no longer, and nothing else is of use. */
    private static final int MAXIMUM_USER_AGENT = 200;

    /** @param address whence it logged in */
    record Device(String deviceId, Instant loggedInAt, String address, String userAgent, Instant expiresAt) {}

    /**
     * A device on which somebody has just logged in.
     *
     * @param accountId the account, or a tablet's table
     * @param storeId null for chain admins
     * @param credentialHash null where a password is needed for the next login
     * @param epoch of the account or table; counts for a device with a credential only
     */
    record NewDevice(
            String deviceId,
            String accountId,
            @Nullable String storeId,
            DeviceKind kind,
            String name,
            Instant expiresAt,
            @Nullable String credentialHash,
            long epoch) {

        private boolean isTabletWithPassword() {
            return kind == DeviceKind.TABLET && credentialHash == null;
        }
    }

    private final AccountDatabase database;
    private final AccessOutbox outbox;
    private final Clock clock;

    Devices(AccountDatabase database, AccessOutbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Notes where somebody has just logged in. */
    void add(NewDevice device, ClientInfo client) {
        Optional<AccessEnd> pushedOut = database.call(jdbc -> {
            insert(jdbc, device, client, clock.instant());
            int maximum = device.isTabletWithPassword() ? MAXIMUM_LISTED_OF_TABLE : MAXIMUM_OF_ACCOUNT;
            Optional<String> oneTooMany = longestLoggedIn(jdbc, device.accountId(), maximum);
            oneTooMany.ifPresent(deviceId -> delete(jdbc, deviceId));
            return oneTooMany
                    .filter(_ -> !device.isTabletWithPassword())
                    .map(deviceId -> AccessOutbox.add(jdbc, new AccessEnd.OfDevice(deviceId, clock.instant())));
        });
        pushedOut.ifPresent(outbox::publish);
    }

    static void insert(JdbcClient jdbc, NewDevice device, ClientInfo client, Instant now) {
        jdbc.sql("""
                        INSERT INTO accounts.devices
                            (device_id, account_id, store_id, kind, device_name, logged_in_at, last_seen_at, address,
                             user_agent, expires_at, credential_hash, epoch)
                        VALUES (:device, :account, :store, :kind, :name, :now, :now, :address,
                                :agent, :expires, :hash, :epoch)
                        """)
                .param("device", device.deviceId())
                .param("account", device.accountId())
                .param("store", device.storeId(), Types.VARCHAR)
                .param("kind", device.kind().wireName())
                .param("name", device.name())
                .param("now", Timestamp.from(now))
                .param("address", client.address())
                .param("agent", shortened(client.userAgent()))
                .param("expires", Timestamp.from(device.expiresAt()))
                .param("hash", device.credentialHash(), Types.VARCHAR)
                .param("epoch", device.epoch())
                .update();
    }

    /** The device has just shown its credential, which holds until then if it does not do so again. */
    static void seen(JdbcClient jdbc, String deviceId, ClientInfo client, Instant now, Instant expiresAt) {
        jdbc.sql("""
                        UPDATE accounts.devices SET last_seen_at = ?, address = ?, user_agent = ?, expires_at = ?
                        WHERE device_id = ?
                        """)
                .params(
                        Timestamp.from(now),
                        client.address(),
                        shortened(client.userAgent()),
                        Timestamp.from(expiresAt),
                        deviceId)
                .update();
    }

    private static String shortened(String userAgent) {
        return userAgent.length() <= MAXIMUM_USER_AGENT ? userAgent : userAgent.substring(0, MAXIMUM_USER_AGENT);
    }

    /** The device that is one too many, if one is. What was paired on purpose is not pushed out by logins. */
    private static Optional<String> longestLoggedIn(JdbcClient jdbc, String accountId, int maximum) {
        return jdbc.sql("""
                        SELECT device_id FROM accounts.devices WHERE account_id = ? AND credential_hash IS NULL
                        ORDER BY logged_in_at DESC, device_id DESC OFFSET ? LIMIT 1
                        """).params(accountId, maximum).query(String.class).optional();
    }

    /** Latest login first. */
    List<Device> of(String accountId) {
        return database.call(jdbc -> jdbc.sql("""
                        SELECT device_id, logged_in_at, address, user_agent, expires_at FROM accounts.devices
                        WHERE account_id = ? AND expires_at > ? ORDER BY logged_in_at DESC, device_id DESC
                        """)
                .params(accountId, Timestamp.from(clock.instant()))
                .query((row, _) -> new Device(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()))
                .list());
    }

    /** Logs this device out, also while PostgreSQL is away. */
    void logOut(String deviceId) {
        outbox.end(new AccessEnd.OfDevice(deviceId, clock.instant()));
        forget(jdbc -> delete(jdbc, deviceId));
    }

    /** Logs out all of an account's devices, also while PostgreSQL is away. */
    void logOutAll(String accountId) {
        outbox.end(new AccessEnd.OfLogins(accountId, clock.instant()));
        forget(jdbc -> deleteAll(jdbc, accountId));
    }

    /** Logs out a device of this account, and returns false if it has no such device. */
    boolean logOut(String accountId, String deviceId) {
        boolean known =
                of(accountId).stream().anyMatch(device -> device.deviceId().equals(deviceId));
        if (known) {
            outbox.end(new AccessEnd.OfDevice(deviceId, clock.instant()));
            database.call(jdbc -> delete(jdbc, deviceId));
        }
        return known;
    }

    /** Logs out all but one of the browsers on which the account is logged in. Screens that were paired stay. */
    void logOutOthers(String accountId, String deviceId) {
        List<String> others = database.call(jdbc ->
                jdbc.sql("""
                        DELETE FROM accounts.devices WHERE account_id = ? AND device_id <> ? AND credential_hash IS NULL
                        RETURNING device_id
                        """).params(accountId, deviceId).query(String.class).list());
        others.forEach(other -> outbox.end(new AccessEnd.OfDevice(other, clock.instant())));
    }

    static int delete(JdbcClient jdbc, String deviceId) {
        return jdbc.sql("DELETE FROM accounts.devices WHERE device_id = ?")
                .param(deviceId)
                .update();
    }

    /** Forgets all devices of an account or table, in the transaction that ends their access. */
    static int deleteAll(JdbcClient jdbc, String accountId) {
        return jdbc.sql("DELETE FROM accounts.devices WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    /** A row that stays behind is listed until it expires; its credential opens nothing, for the end of its access is known. */
    private void forget(Function<JdbcClient, Integer> work) {
        Thread.startVirtualThread(() -> {
            try {
                database.call(work);
            } catch (RuntimeException away) {
                log.debug("A device stays in the list until it expires: {}", away.toString());
            }
        });
    }
}
