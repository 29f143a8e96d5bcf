package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.operability.access.Login;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The devices on which people are logged in, and their log-outs. Tables' tablets are not listed, but can log out. */
@Component
final class Devices {

    private static final Logger log = LoggerFactory.getLogger(Devices.class);

    /** So many devices of one account may be logged in at once; people have a few. Past it the one longest logged in is logged out. */
    private static final int MAXIMUM_OF_ACCOUNT = 500;

    /** What browsers say of themselves is no longer, and nothing else is of use. */
    private static final int MAXIMUM_USER_AGENT = 200;

    /** @param address whence it logged in */
    record Device(String deviceId, Instant loggedInAt, String address, String userAgent, Instant expiresAt) {}

    private final AccountDatabase database;
    private final AccessOutbox outbox;
    private final Clock clock;

    Devices(AccountDatabase database, AccessOutbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Notes where somebody has just logged in. */
    void add(String accountId, Login login, Instant expiresAt, ClientInfo client) {
        Optional<AccessEnd> pushedOut = database.call(jdbc -> {
            jdbc.sql("""
                            INSERT INTO accounts.devices
                                (device_id, account_id, logged_in_at, address, user_agent, expires_at)
                            VALUES (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            login.device(),
                            accountId,
                            Timestamp.from(clock.instant()),
                            client.address(),
                            shortened(client.userAgent()),
                            Timestamp.from(expiresAt))
                    .update();
            return longestLoggedIn(jdbc, accountId).map(deviceId -> {
                delete(jdbc, deviceId);
                return AccessOutbox.add(jdbc, new AccessEnd.OfDevice(deviceId, clock.instant()));
            });
        });
        pushedOut.ifPresent(outbox::publish);
    }

    private static String shortened(String userAgent) {
        return userAgent.length() <= MAXIMUM_USER_AGENT ? userAgent : userAgent.substring(0, MAXIMUM_USER_AGENT);
    }

    /** The device that is one too many, if one is. */
    private static Optional<String> longestLoggedIn(JdbcClient jdbc, String accountId) {
        return jdbc.sql("""
                        SELECT device_id FROM accounts.devices WHERE account_id = ?
                        ORDER BY logged_in_at DESC, device_id DESC OFFSET ? LIMIT 1
                        """)
                .params(accountId, MAXIMUM_OF_ACCOUNT)
                .query(String.class)
                .optional();
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

    private static int delete(JdbcClient jdbc, String deviceId) {
        return jdbc.sql("DELETE FROM accounts.devices WHERE device_id = ?")
                .param(deviceId)
                .update();
    }

    /** Forgets all of an account's devices, in the transaction that ends their access. */
    static int deleteAll(JdbcClient jdbc, String accountId) {
        return jdbc.sql("DELETE FROM accounts.devices WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    /** The list is for people to look at: what it says too much is gone when it expires. */
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
