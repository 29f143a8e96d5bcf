package io.tableorder.api.account;

import io.tableorder.api.settings.LoginSettings;
import io.tableorder.event.Role;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.access.Bearer;
import io.tableorder.operability.access.Login;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows which devices log in without a password, and what each opens: a tablet its table, a kitchen or floor screen its store
 * for as long as the account that paired it has the access that it had then.
 */
@Component
final class DeviceCredentials {

    /**
     * What a credential opens.
     *
     * @param tableId a tablet's, as is the number, which is null until the table is in the read model
     * @param by the table, or the account that paired the device
     * @param epoch of {@code by} when the credential was given out
     * @param since when that was
     */
    record Opened(
            String deviceId,
            DeviceKind kind,
            String name,
            String storeId,
            @Nullable String tableId,
            @Nullable Integer tableNumber,
            String by,
            long epoch,
            long chainEpoch,
            Instant since) {

        /** Returns whose the tokens are: the table's, or the device's own, so that it is nobody's account. */
        String subject() {
            return tableId == null ? deviceId : tableId;
        }

        Role role() {
            return kind.role();
        }

        Login login(Instant now) {
            return new Login(deviceId, epoch, chainEpoch, now, by);
        }
    }

    /** @param stands the table is there, or the account, with the access that it had then */
    private record Row(Opened opened, String hash, @Nullable String chainId, boolean stands, boolean shut) {}

    private final AccountDatabase database;
    private final PairingCodes codes;
    private final AccessEnds ends;
    private final LoginSettings settings;
    private final Clock clock;

    DeviceCredentials(
            AccountDatabase database, PairingCodes codes, AccessEnds ends, LoginSettings settings, Clock clock) {
        this.database = database;
        this.codes = codes;
        this.ends = ends;
        this.settings = settings;
        this.clock = clock;
    }

    /** Gives a device its credential for the code, which works once; empty for one that does not. */
    Optional<DeviceCredential> pair(String code, ClientInfo client) {
        return database.call(jdbc -> codes.take(jdbc, code).flatMap(pairing -> {
            PairingCodes.Wanted wanted = pairing.wanted();
            String tableId = wanted.tableId();
            if (tableId == null) {
                return Optional.of(add(jdbc, wanted, pairing.storeId(), pairing.accountId(), pairing.epoch(), client));
            }
            return epochOfTable(jdbc, tableId)
                    .map(epoch -> add(jdbc, wanted, pairing.storeId(), tableId, epoch, client));
        }));
    }

    /** Gives the tablet its credential whose table's password somebody has just typed. */
    DeviceCredential ofTable(String storeId, TableCredentials.Credential table, String name, ClientInfo client) {
        var wanted = new PairingCodes.Wanted(DeviceKind.TABLET, table.tableId(), name);
        return database.call(jdbc -> add(jdbc, wanted, storeId, table.tableId(), table.epoch(), client));
    }

    private DeviceCredential add(
            JdbcClient jdbc, PairingCodes.Wanted wanted, String storeId, String by, long epoch, ClientInfo client) {
        DeviceCredential credential = DeviceCredential.make();
        Instant now = clock.instant();
        var device = new Devices.NewDevice(
                credential.deviceId(),
                by,
                storeId,
                wanted.kind(),
                wanted.deviceName(),
                now.plus(settings.deviceLifetime()),
                credential.hash(),
                epoch);
        Devices.insert(jdbc, device, client, now);
        return credential;
    }

    private static Optional<Long> epochOfTable(JdbcClient jdbc, String tableId) {
        return jdbc.sql("SELECT epoch FROM accounts.table_credentials WHERE table_id = ?")
                .param(tableId)
                .query(Long.class)
                .optional();
    }

    /** Returns what the credential opens, and notes that the device was used; empty for one that opens nothing any more. */
    Optional<Opened> use(DeviceCredential credential, ClientInfo client) {
        Instant now = clock.instant();
        return database.call(jdbc -> {
            Optional<Row> found = row(jdbc, credential.deviceId(), now).filter(row -> credential.matches(row.hash()));
            if (found.filter(row -> row.stands() && !isEnded(row)).isEmpty()) {
                found.ifPresent(row -> Devices.delete(jdbc, row.opened().deviceId()));
                return Optional.empty();
            }
            if (found.get().shut()) {
                // It may be let in again, and its devices with it.
                return Optional.empty();
            }
            Devices.seen(jdbc, credential.deviceId(), client, now, now.plus(settings.deviceLifetime()));
            return found.map(Row::opened);
        });
    }

    /** It may have been logged out while PostgreSQL was away, and its row still be there. */
    private boolean isEnded(Row row) {
        Opened opened = row.opened();
        String chainId = row.chainId() == null ? "" : row.chainId();
        var bearer = new Bearer(
                opened.subject(), chainId, opened.storeId(), opened.role().wireName());
        return ends.isNamed(bearer, opened.login(opened.since()));
    }

    private static Optional<Row> row(JdbcClient jdbc, String deviceId, Instant now) {
        return jdbc.sql("""
                        SELECT d.*, t.table_number, s.chain_id, coalesce(h.epoch, 0) AS chain_epoch,
                               coalesce(h.disabled, false) OR x.store_id IS NOT NULL AS shut,
                               t.removed_at IS NULL AND coalesce(a.account_id, c.table_id) IS NOT NULL AS stands
                        FROM accounts.devices d
                        LEFT JOIN accounts.staff_accounts a
                            ON a.account_id = d.account_id AND a.epoch = d.epoch AND NOT a.disabled
                        LEFT JOIN accounts.table_credentials c ON c.table_id = d.account_id AND c.epoch = d.epoch
                        LEFT JOIN orders.tables t ON t.store_id = d.store_id AND t.table_id = d.account_id
                        LEFT JOIN orders.stores s ON s.store_id = d.store_id
                        LEFT JOIN accounts.chains h ON h.chain_id = s.chain_id
                        LEFT JOIN accounts.closed_stores x ON x.store_id = d.store_id
                        WHERE d.device_id = ? AND d.expires_at > ? AND d.credential_hash IS NOT NULL
                        """)
                .params(deviceId, Timestamp.from(now))
                .query((row, _) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        DeviceKind kind = DeviceKind.of(row.getString("kind"));
        String by = row.getString("account_id");
        Opened opened = new Opened(
                row.getString("device_id"),
                kind,
                row.getString("device_name"),
                row.getString("store_id"),
                kind == DeviceKind.TABLET ? by : null,
                row.getObject("table_number", Integer.class),
                by,
                row.getLong("epoch"),
                row.getLong("chain_epoch"),
                row.getTimestamp("logged_in_at").toInstant());
        return new Row(
                opened,
                row.getString("credential_hash"),
                row.getString("chain_id"),
                row.getBoolean("stands"),
                row.getBoolean("shut"));
    }
}
