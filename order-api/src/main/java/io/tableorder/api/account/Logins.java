package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.board.StoreInfo;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.access.Login;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.IssuedToken;
import io.tableorder.operability.security.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns a right password into a token. A wrong one, an unknown name and a disabled account look alike, also by time. */
@Component
final class Logins {

    private static final Logger log = LoggerFactory.getLogger(Logins.class);

    private static final String BEARER = "Bearer";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final LoginGuard guard;
    private final StaffAccounts accounts;
    private final TableCredentials credentials;
    private final StoreDirectory stores;
    private final Passwords passwords;
    private final TokenIssuer tokens;
    private final Devices devices;
    private final LoginTrail trail;
    private final InstantSource clock;

    Logins(
            LoginGuard guard,
            StaffAccounts accounts,
            TableCredentials credentials,
            StoreDirectory stores,
            Passwords passwords,
            TokenIssuer tokens,
            Devices devices,
            LoginTrail trail,
            InstantSource clock) {
        this.guard = guard;
        this.accounts = accounts;
        this.credentials = credentials;
        this.stores = stores;
        this.passwords = passwords;
        this.tokens = tokens;
        this.devices = devices;
        this.trail = trail;
        this.clock = clock;
    }

    LoginAnswer admin(LoginName name, Secret password, ClientInfo client) {
        var named = new AtomicReference<@Nullable StaffAccount>();
        StaffAccounts.WithHash opened = attempt(name, client, named, isKnown -> {
            Optional<StaffAccounts.WithHash> found = accounts.toLogIn(name);
            named.set(found.map(StaffAccounts.WithHash::account).orElse(null));
            String hash = found.map(StaffAccounts.WithHash::passwordHash).orElse(null);
            boolean matches = passwords.matches(password, hash, isKnown);
            return found.filter(known -> matches && known.mayLogIn());
        });
        StaffAccount account = opened.account();
        String storeId = account.storeId();
        Instant now = clock.instant();
        StoreInfo store = storeId == null ? null : StoreInfo.of(known(storeId).profile(), now);
        Login login = new Login(Ids.next(), opened.epoch(), opened.chainEpoch(), now);
        IssuedToken token = tokens.issue(account.accountId(), account.role(), account.chainId(), storeId, null, login);
        devices.add(account.accountId(), login, token.expiresAt(), client);
        trail.succeeded(account, login.device());
        log.info("Logged in: account_id={} role={}", account.accountId(), account.role());
        return new LoginAnswer(
                token.value(),
                BEARER,
                token.expiresIn(),
                account.role().wireName(),
                storeId,
                store == null ? null : store.storeName(),
                account.chainId(),
                account.username(),
                null,
                null,
                store,
                now);
    }

    /** @param named the account of that name, which the check finds */
    private <T> T attempt(
            LoginName name,
            ClientInfo client,
            AtomicReference<@Nullable StaffAccount> named,
            Function<Boolean, Optional<T>> verify) {
        try {
            return guard.attempt(name, client, verify, locks -> trail.failed(name, named.get(), locks));
        } catch (ProblemException refused) {
            trail.refused(name, refused);
            throw refused;
        }
    }

    LoginAnswer table(LoginName.OfTable name, Secret password, ClientInfo client) {
        TableCredentials.Credential credential = attempt(name, client, new AtomicReference<>(), isKnown -> {
            Optional<TableCredentials.Credential> found = credentials.toLogIn(name.storeId(), name.tableNumber());
            boolean matches = passwords.matches(
                    password,
                    found.map(TableCredentials.Credential::passwordHash).orElse(null),
                    isKnown);
            return found.filter(known -> matches && !known.chainDisabled());
        });
        if (!credential.inReadModel()) {
            credential = awaited(name, credential.tableId());
        }
        StoreDirectory.Store store = known(name.storeId());
        String tableId = credential.tableId();
        Login login = new Login(Ids.next(), credential.epoch(), credential.chainEpoch(), clock.instant());
        IssuedToken token = tokens.issue(tableId, Role.TABLE, store.chainId(), store.storeId(), tableId, login);
        trail.tableSucceeded(store, name.tableNumber(), login.device());
        log.info("Logged in: table_id={} table_number={} store_id={}", tableId, name.tableNumber(), store.storeId());
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
                name.tableNumber(),
                StoreInfo.of(store.profile(), clock.instant()).forGuests(),
                clock.instant());
    }

    private TableCredentials.Credential awaited(LoginName.OfTable name, String tableId) {
        return stores.awaited(() -> credentials
                        .toLogIn(name.storeId(), name.tableNumber())
                        .filter(TableCredentials.Credential::inReadModel)
                        .filter(known -> known.tableId().equals(tableId)))
                .orElseThrow(Logins::notThereYet);
    }

    private StoreDirectory.Store known(String storeId) {
        return stores.awaited(() -> stores.store(storeId)).orElseThrow(Logins::notThereYet);
    }

    private static ProblemException notThereYet() {
        return ProblemException.unavailable(ApiText.REGISTERED_NOT_READABLE_YET, RETRY_AFTER);
    }
}
