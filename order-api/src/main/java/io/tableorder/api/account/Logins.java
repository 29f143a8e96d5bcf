package io.tableorder.api.account;

import io.tableorder.api.validation.Secret;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.access.Login;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.IssuedToken;
import io.tableorder.operability.security.TokenIssuer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns a right password into a token. A wrong one, an unknown name and a disabled account look alike, also by time. */
@Component
final class Logins {

    private static final Logger log = LoggerFactory.getLogger(Logins.class);

    /** @param recoveryCodes of a second factor that the login has added; else empty */
    private record Entered(StaffAccounts.WithHash opened, List<String> recoveryCodes) {}

    private final LoginAttempts attempts;
    private final AccountProofs proofs;
    private final LoginFactors factors;
    private final TableCredentials credentials;
    private final StoreDirectory stores;
    private final Passwords passwords;
    private final TokenIssuer tokens;
    private final Devices devices;
    private final LoginTrail trail;
    private final DeviceCredentials deviceCredentials;
    private final DeviceLogins deviceLogins;
    private final DeferredChanges deferred;
    private final InstantSource clock;

    Logins(
            LoginAttempts attempts,
            AccountProofs proofs,
            LoginFactors factors,
            TableCredentials credentials,
            StoreDirectory stores,
            Passwords passwords,
            TokenIssuer tokens,
            Devices devices,
            LoginTrail trail,
            DeviceCredentials deviceCredentials,
            DeviceLogins deviceLogins,
            DeferredChanges deferred,
            InstantSource clock) {
        this.attempts = attempts;
        this.proofs = proofs;
        this.factors = factors;
        this.credentials = credentials;
        this.stores = stores;
        this.passwords = passwords;
        this.tokens = tokens;
        this.devices = devices;
        this.trail = trail;
        this.deviceCredentials = deviceCredentials;
        this.deviceLogins = deviceLogins;
        this.deferred = deferred;
        this.clock = clock;
    }

    /** @param code of the second factor; null if none was sent */
    LoginAnswer admin(LoginName name, Secret password, @Nullable Secret code, ClientInfo client) {
        Entered entered = proofs.prove(
                name,
                password,
                client,
                (known, tried) -> factors.pass(known.account(), code, tried)
                        .map(passed -> new Entered(known, passed.recoveryCodes())));
        return enter(entered.opened(), entered.recoveryCodes(), client);
    }

    /**
     * Lets somebody in who has proved to be the account's owner.
     *
     * @param recoveryCodes of a second factor that the login has added; else empty
     * @throws ProblemException 503 while a change of the account waits, which may be that it is disabled
     */
    LoginAnswer enter(StaffAccounts.WithHash opened, List<String> recoveryCodes, ClientInfo client) {
        StaffAccount account = opened.account();
        deferred.requireNothingWaits(account.accountId(), account.chainId());
        String storeId = account.storeId();
        Instant now = clock.instant();
        StoreDirectory.Store store = storeId == null ? null : stores.opened(storeId);
        Login login = new Login(Ids.next(), opened.epoch(), opened.chainEpoch(), now);
        IssuedToken token = tokens.issue(account.accountId(), account.role(), account.chainId(), storeId, null, login);
        if (!recoveryCodes.isEmpty()) {
            devices.logOutOthers(account.accountId(), login.device());
        }
        devices.add(device(login, account.accountId(), storeId, DeviceKind.BROWSER, token), client);
        trail.succeeded(account, login.device());
        log.info("Logged in: account_id={} role={}", account.accountId(), account.role());
        return LoginAnswer.ofAccount(token, account, store, recoveryCodes, now);
    }

    private static Devices.NewDevice device(
            Login login, String subject, @Nullable String storeId, DeviceKind kind, IssuedToken token) {
        return new Devices.NewDevice(login.device(), subject, storeId, kind, "", token.expiresAt(), null, 0);
    }

    /** @param deviceName of a device that asks for a credential of its own; null for one that does not */
    LoginAnswer table(LoginName.OfTable name, Secret password, @Nullable String deviceName, ClientInfo client) {
        TableCredentials.Credential credential = attempts.attempt(name, client, isKnown -> {
            Optional<TableCredentials.Credential> found = credentials.toLogIn(name.storeId(), name.tableNumber());
            boolean matches = passwords.matches(
                    password,
                    found.map(TableCredentials.Credential::passwordHash).orElse(null),
                    isKnown);
            return found.filter(known -> matches && !known.shut());
        });
        if (!credential.inReadModel()) {
            credential = awaited(name, credential.tableId());
        }
        StoreDirectory.Store store = stores.opened(name.storeId());
        String tableId = credential.tableId();
        log.info("Logged in: table_id={} table_number={} store_id={}", tableId, name.tableNumber(), store.storeId());
        if (deviceName != null) {
            DeviceCredential given = deviceCredentials.ofTable(store.storeId(), credential, deviceName, client);
            return deviceLogins.first(given, client);
        }
        Login login = new Login(Ids.next(), credential.epoch(), credential.chainEpoch(), clock.instant());
        IssuedToken token = tokens.issue(tableId, Role.TABLE, store.chainId(), store.storeId(), tableId, login);
        devices.add(device(login, tableId, store.storeId(), DeviceKind.TABLET, token), client);
        trail.tableSucceeded(store, name.tableNumber(), login.device());
        return LoginAnswer.ofTable(token, store, tableId, name.tableNumber(), null, clock.instant());
    }

    private TableCredentials.Credential awaited(LoginName.OfTable name, String tableId) {
        return stores.awaited(() -> credentials
                        .toLogIn(name.storeId(), name.tableNumber())
                        .filter(TableCredentials.Credential::inReadModel)
                        .filter(known -> known.tableId().equals(tableId)))
                .orElseThrow(StoreDirectory::notThereYet);
    }
}
