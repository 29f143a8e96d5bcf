package io.tableorder.api.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts logins and writes them in the account trail. A name that no account has is not written: it may be a password. What
 * is refused before anything was compared, because too much failed before, is counted only.
 */
@Component
final class LoginTrail {

    private enum Outcome {
        SUCCEEDED,
        FAILED,
        REFUSED
    }

    private enum Kind {
        STORE,
        CHAIN,
        PLATFORM,
        TABLE,
        DEVICE,
        INVITATION,
        IDENTITY
    }

    private record Counted(Kind kind, Outcome outcome) {}

    private final AccountTrail trail;
    private final StoreDirectory stores;
    private final StaffAccounts accounts;
    private final AccountDatabase database;
    private final Map<Counted, Counter> counters;

    LoginTrail(
            AccountTrail trail,
            StoreDirectory stores,
            StaffAccounts accounts,
            AccountDatabase database,
            MeterRegistry meters) {
        this.trail = trail;
        this.stores = stores;
        this.accounts = accounts;
        this.database = database;
        this.counters = Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Outcome.values()).map(outcome -> new Counted(kind, outcome)))
                .collect(Collectors.toUnmodifiableMap(Function.identity(), counted -> counter(meters, counted)));
    }

    private static Counter counter(MeterRegistry meters, Counted counted) {
        return Counter.builder("tableorder.logins")
                .description("Logins by who tried, and what came of it; refused are those of too many before.")
                .tag("kind", counted.kind().name().toLowerCase(Locale.ROOT))
                .tag("outcome", counted.outcome().name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private void count(Kind kind, Outcome outcome) {
        Objects.requireNonNull(counters.get(new Counted(kind, outcome))).increment();
    }

    void succeeded(StaffAccount account, String device) {
        count(kindOf(account.role()), Outcome.SUCCEEDED);
        trail.append(TrailEntry.of(
                AccountEventType.LOGIN_SUCCEEDED, Origin.ofStranger().asDevice(device), account));
    }

    private static Kind kindOf(Role role) {
        return switch (role) {
            case TABLE -> Kind.TABLE;
            case STAFF, STORE_ADMIN -> Kind.STORE;
            case CHAIN_ADMIN -> Kind.CHAIN;
            case OPERATOR -> Kind.PLATFORM;
        };
    }

    void tableSucceeded(StoreDirectory.Store store, int number, String device) {
        count(Kind.TABLE, Outcome.SUCCEEDED);
        trail.append(loggedIn(store, device).atTable(number));
    }

    /** @param tableNumber null for a kitchen or floor screen */
    void deviceSucceeded(StoreDirectory.Store store, @Nullable Integer tableNumber, String device) {
        count(Kind.DEVICE, Outcome.SUCCEEDED);
        TrailEntry entry = loggedIn(store, device);
        trail.append(tableNumber == null ? entry : entry.atTable(tableNumber));
    }

    private static TrailEntry loggedIn(StoreDirectory.Store store, String device) {
        Origin origin = Origin.ofStranger().asDevice(device);
        return TrailEntry.ofStore(AccountEventType.LOGIN_SUCCEEDED, origin, store.chainId(), store.storeId());
    }

    /**
     * Notes a wrong name, password or code.
     *
     * @param locks the name is locked from here on, for whoever tried
     */
    void failed(LoginName name, Tried tried, boolean locks) {
        count(kindOf(name), Outcome.FAILED);
        StaffAccount account = tried.account();
        AccountEventType type =
                tried.wrongCode() == null ? AccountEventType.LOGIN_FAILED : AccountEventType.SECOND_FACTOR_FAILED;
        trail.append(entry(name, account, type));
        if (locks) {
            trail.append(entry(name, account, AccountEventType.LOGIN_LOCKED));
        }
    }

    /** Notes that somebody who is in did not know their password, or the code beside it. */
    void notProved(Caller caller, Tried tried) {
        Origin origin = Origin.of(caller);
        StaffAccount account = tried.account();
        AccountEventType type = tried.wrongCode() == null
                ? AccountEventType.PASSWORD_NOT_PROVED
                : AccountEventType.SECOND_FACTOR_FAILED;
        trail.append(
                account == null
                        ? TrailEntry.ofStore(type, origin, caller.chainId(), caller.storeId())
                        : TrailEntry.of(type, origin, account));
    }

    /** Notes that a name of the store may log in again at once, if an account has it. */
    void unlocked(OwnStore store, LoginName.OfStore name) {
        accounts.toLogIn(name)
                .ifPresent(found -> trail.append(
                        TrailEntry.of(AccountEventType.NAME_UNLOCKED, Origin.of(store.caller()), found.account())));
    }

    /** Notes a log-out of the caller's own, also while PostgreSQL is away. */
    void loggedOut(Caller caller, AccountEventType type) {
        loggedOut(caller, type, caller.login().device());
    }

    /** Does the same for another device of the caller's. */
    void loggedOut(Caller caller, AccountEventType type, String device) {
        Origin origin = Origin.of(caller).asDevice(device);
        boolean isTable = caller.role() == Role.TABLE;
        trail.appendLater(new TrailEntry(
                type,
                origin,
                caller.chainId(),
                caller.storeId(),
                isTable ? null : caller.subject(),
                null,
                caller.role(),
                null));
    }

    /** Counts what was not even tried. */
    void refused(LoginName name, ProblemException why) {
        if (why.problem().code() == ErrorCode.TOO_MANY_ATTEMPTS) {
            count(kindOf(name), Outcome.REFUSED);
        }
    }

    private static Kind kindOf(LoginName name) {
        return switch (name) {
            case LoginName.OfStore _, LoginName.OfAccount _ -> Kind.STORE;
            case LoginName.OfChain _ -> Kind.CHAIN;
            case LoginName.OfPlatform _, LoginName.OfSetup _ -> Kind.PLATFORM;
            case LoginName.OfInvitation _ -> Kind.INVITATION;
            case LoginName.OfIdentity _ -> Kind.IDENTITY;
            case LoginName.OfTable _ -> Kind.TABLE;
            case LoginName.OfDevice _, LoginName.OfPairing _ -> Kind.DEVICE;
        };
    }

    private TrailEntry entry(LoginName name, @Nullable StaffAccount account, AccountEventType type) {
        Origin origin = Origin.ofStranger();
        if (account != null) {
            return TrailEntry.of(type, origin, account);
        }
        return switch (name) {
            case LoginName.OfStore store -> ofStore(type, origin, store.storeId());
            case LoginName.OfTable table ->
                ofStore(type, origin, table.storeId()).atTable(table.tableNumber());
            case LoginName.OfChain chain -> TrailEntry.ofChain(type, origin, knownChain(chain.chainId()));
            case LoginName.OfAccount _,
                    LoginName.OfIdentity _,
                    LoginName.OfDevice _,
                    LoginName.OfPairing _,
                    LoginName.OfPlatform _,
                    LoginName.OfSetup _,
                    LoginName.OfInvitation _ -> TrailEntry.ofPlatform(type, origin);
        };
    }

    /** Whoever names a store that is not there must not begin a trail by it. */
    private TrailEntry ofStore(AccountEventType type, Origin origin, String storeId) {
        Optional<StoreDirectory.Store> store = stores.store(storeId);
        return store.map(known -> TrailEntry.ofStore(type, origin, known.chainId(), known.storeId()))
                .orElseGet(() -> TrailEntry.ofChain(type, origin, AccountEvent.NO_CHAIN));
    }

    private String knownChain(String chainId) {
        return database.call(jdbc -> StaffAccounts.chainName(jdbc, chainId)).isPresent()
                ? chainId
                : AccountEvent.NO_CHAIN;
    }
}
