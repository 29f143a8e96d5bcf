package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.access.DeferredChange;
import io.tableorder.access.ManagedBy;
import io.tableorder.api.account.PlatformController.AdminChange;
import io.tableorder.api.account.PlatformController.ChainView;
import io.tableorder.api.account.PlatformController.NewAdmin;
import io.tableorder.api.account.PlatformController.NewChain;
import io.tableorder.api.account.StaffController.NewStaff;
import io.tableorder.api.account.StaffController.StaffChange;
import io.tableorder.api.idempotency.CommandStamps;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.PasswordNames;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes who may log in. A change is made whole or not at all, and once however often it is sent with its key. */
@Component
final class AccountUpkeep {

    private static final String PASSWORD = "password";

    private final AccountReceipts receipts;
    private final EndingChanges changes;
    private final CommandStamps stamps;
    private final AccountDatabase database;
    private final AccessOutbox outbox;
    private final OwnPasswords ownPasswords;
    private final Passwords passwords;
    private final AccountTrail trail;
    private final Invitations invitations;
    private final DeferredChanges deferred;
    private final Clock clock;

    AccountUpkeep(
            AccountReceipts receipts,
            EndingChanges changes,
            CommandStamps stamps,
            AccountDatabase database,
            AccessOutbox outbox,
            OwnPasswords ownPasswords,
            Passwords passwords,
            AccountTrail trail,
            Invitations invitations,
            DeferredChanges deferred,
            Clock clock) {
        this.receipts = receipts;
        this.changes = changes;
        this.database = database;
        this.outbox = outbox;
        this.ownPasswords = ownPasswords;
        this.stamps = stamps;
        this.passwords = passwords;
        this.trail = trail;
        this.invitations = invitations;
        this.deferred = deferred;
        this.clock = clock;
    }

    /** Opens a chain with its first admin; of a chain that is there, makes another admin and changes nothing else. */
    Answered<ChainView> openChain(Write write, NewChain body) {
        PasswordNames.refuse(PASSWORD, body.password(), List.of(body.username(), body.chainId(), body.chainName()));
        String hash = hashOf(body.password());
        StaffAccount admin = newAccount(body.chainId(), null, body.username(), Role.CHAIN_ADMIN, hash);
        Origin origin = Origin.of(write.caller());
        Answered<ChainView> opened =
                receipts.once(stamps.stamp(write, body), write.storeId(), ChainView.class, jdbc -> {
                    boolean isNew = StaffAccounts.insertChain(jdbc, admin, body.chainName());
                    if (!StaffAccounts.insert(jdbc, admin, hash)) {
                        throw new ProblemException(ErrorCode.CONFLICT, ApiText.CHAIN_TAKEN.with(body.chainId()));
                    }
                    String name = isNew
                            ? body.chainName()
                            : StaffAccounts.chainName(jdbc, body.chainId()).orElseThrow();
                    if (isNew) {
                        trail.append(jdbc, TrailEntry.ofChain(AccountEventType.CHAIN_OPENED, origin, body.chainId()));
                    }
                    created(jdbc, admin, origin);
                    return new ChainView(body.chainId(), name, body.username(), null);
                });
        LoginName login = new LoginName.OfChain(body.chainId(), body.username());
        return hash == null ? opened.map(view -> view.with(invitations.of(login))) : opened;
    }

    /** Makes another admin of a chain that is there. */
    Answered<StaffView> addChainAdmin(Write write, String chainId, NewAdmin body) {
        String hash = hashOf(body.password());
        StaffAccount admin = newAccount(chainId, null, body.username(), Role.CHAIN_ADMIN, hash);
        return create(write, body, body.password(), admin, hash, jdbc -> {
            if (StaffAccounts.chainName(jdbc, chainId).isEmpty()) {
                throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_CHAIN.with(chainId));
            }
        });
    }

    /** Changes a chain's own admin, as only the operator may. */
    Optional<Answered<StaffView>> changeChainAdmin(Write write, String chainId, String accountId, AdminChange body) {
        String hash = hashOf(body.password());
        var target = new Target(accountId, ManagedBy.chain(chainId, Role.CHAIN_ADMIN.wireName()));
        return changeOrDefer(write, body, target, hash, new WantedChange(null, body.disabled(), false), jdbc -> {
            StaffAccount account = StaffAccounts.lockAdmin(jdbc, chainId, accountId)
                    .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
            refuseNames(jdbc, PASSWORD, body.password(), account);
            return new AccountChange(account, hash, null, body.disabled());
        });
    }

    /** Makes another operator. */
    Answered<StaffView> addOperator(Write write, NewAdmin body) {
        String hash = hashOf(body.password());
        StaffAccount operator = newAccount(AccountEvent.NO_CHAIN, null, body.username(), Role.OPERATOR, hash);
        return create(write, body, body.password(), operator, hash, _ -> {});
    }

    /** Changes an operator; the last who can log in stays, or nobody could make another. */
    Optional<Answered<StaffView>> changeOperator(Write write, String accountId, AdminChange body) {
        String hash = hashOf(body.password());
        var target = new Target(accountId, ManagedBy.chain(AccountEvent.NO_CHAIN, Role.OPERATOR.wireName()));
        return changeOrDefer(write, body, target, hash, new WantedChange(null, body.disabled(), false), jdbc -> {
            List<StaffAccount> operators = StaffAccounts.lockOperators(jdbc);
            StaffAccount account = operators.stream()
                    .filter(operator -> operator.accountId().equals(accountId))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
            if (Boolean.TRUE.equals(body.disabled())) {
                requireNotLast(operators, accountId);
            }
            refuseNames(jdbc, PASSWORD, body.password(), account);
            return new AccountChange(account, hash, null, body.disabled());
        });
    }

    /** @throws ProblemException 409 if nobody else of them can log in */
    static void requireNotLast(List<StaffAccount> operators, String accountId) {
        if (operators.stream()
                .noneMatch(other -> other.canLogIn() && !other.accountId().equals(accountId))) {
            throw new ProblemException(ErrorCode.CONFLICT, ApiText.LAST_OPERATOR);
        }
    }

    Answered<StaffView> create(Write write, NewStaff body) {
        requireMayManage(write.caller(), body.roleOrStaff());
        String hash = hashOf(body.password());
        StaffAccount account =
                newAccount(write.caller().chainId(), write.storeId(), body.username(), body.roleOrStaff(), hash);
        return create(write, body, body.password(), account, hash, _ -> {});
    }

    /**
     * Creates the account, with an invitation where it has no password.
     *
     * @param check throws if something that the account needs is not there
     */
    private Answered<StaffView> create(
            Write write,
            Object body,
            @Nullable Secret password,
            StaffAccount account,
            @Nullable String hash,
            Consumer<JdbcClient> check) {
        Origin origin = Origin.of(write.caller());
        Answered<StaffView> made = receipts.once(stamps.stamp(write, body), write.storeId(), StaffView.class, jdbc -> {
            check.accept(jdbc);
            refuseNames(jdbc, PASSWORD, password, account);
            if (!StaffAccounts.insert(jdbc, account, hash)) {
                throw new ProblemException(ErrorCode.CONFLICT, ApiText.USERNAME_TAKEN.with(account.username()));
            }
            created(jdbc, account, origin);
            return StaffView.of(account);
        });
        return hash == null ? made.map(view -> view.with(invitations.of(view.accountId()))) : made;
    }

    private void created(JdbcClient jdbc, StaffAccount account, Origin origin) {
        trail.append(jdbc, TrailEntry.of(AccountEventType.ACCOUNT_CREATED, origin, account));
        if (account.invited()) {
            invitations.make(jdbc, account, origin);
        }
    }

    private @Nullable String hashOf(@Nullable Secret password) {
        return password == null ? null : passwords.hash(password);
    }

    /** Creates the store's admin; one of that name that is there already stays as it is, password included. */
    void ensureAdmin(Write write, CommandStamp stamp, String username, @Nullable Secret password) {
        String hash = hashOf(password);
        StaffAccount admin = newAccount(write.caller().chainId(), write.storeId(), username, Role.STORE_ADMIN, hash);
        Origin origin = Origin.of(write.caller());
        receipts.once(stamp, write.storeId(), Boolean.class, jdbc -> {
            boolean isNew = StaffAccounts.insert(jdbc, admin, hash);
            if (isNew) {
                created(jdbc, admin, origin);
            }
            return isNew;
        });
    }

    /** Returns the account as it is now; empty for what is made when PostgreSQL is back, and has ended access already. */
    Optional<Answered<StaffView>> change(Write write, String accountId, StaffChange body) {
        Caller caller = write.caller();
        boolean own = accountId.equals(caller.subject()) && body.isPasswordOnly();
        Role role = body.role() == null ? null : Role.of(body.role());
        if (own) {
            ownPasswords.requireProof(caller, body.currentPassword());
        } else if (caller.role() == Role.STAFF) {
            throw new ProblemException(ErrorCode.FORBIDDEN);
        } else if (role != null) {
            requireMayManage(caller, role);
        }
        String hash = hashOf(body.password());
        Function<JdbcClient, AccountChange> decide = jdbc -> {
            StaffAccount account = own ? locked(jdbc, accountId) : locked(jdbc, write.storeId(), accountId);
            if (!own) {
                requireMayManage(caller, account.role());
            }
            requireVersion(write, account);
            refuseNames(jdbc, PASSWORD, body.password(), account);
            return new AccountChange(account, hash, role, body.disabled());
        };
        if (own) {
            deferred.requireNothingWaits(accountId, caller.chainId());
            return Optional.of(change(write, stamps.stamp(write, body), Origin.of(caller), decide));
        }
        var wanted = new WantedChange(role, body.disabled(), false);
        return changeOrDefer(write, body, new Target(accountId, managedBy(write)), hash, wanted, decide);
    }

    /** This says whose account it is, as far as tokens tell. */
    private record Target(String accountId, ManagedBy managed) {}

    /** Returns those of the store whom the caller manages, as {@link #requireMayManage} says. */
    private static ManagedBy managedBy(Write write) {
        return write.caller().role() == Role.CHAIN_ADMIN
                ? ManagedBy.store(write.storeId())
                : ManagedBy.store(write.storeId(), Role.STAFF.wireName());
    }

    /** What takes rights away can be deferred; a new password cannot, for its hash is not to be in Kafka. */
    private Optional<Answered<StaffView>> changeOrDefer(
            Write write,
            Object body,
            Target target,
            @Nullable String hash,
            WantedChange wanted,
            Function<JdbcClient, AccountChange> decide) {
        CommandStamp stamp = stamps.stamp(write, body);
        Origin origin = Origin.of(write.caller());
        Supplier<Answered<StaffView>> now = () -> change(write, stamp, origin, decide);
        if (hash == null && !wanted.takesAway()) {
            deferred.requireNothingWaits(target.accountId(), write.caller().chainId());
            return Optional.of(now.get());
        }
        DeferredChange change = hash == null
                ? wanted.of(stamp, write.caller(), origin)
                : WantedChange.LOG_OUT.of(stamp, write.caller(), origin);
        var later = new AccessEnd.OfManaged(target.accountId(), target.managed(), clock.instant(), change);
        return hash == null ? deferred.nowOrLater(now, later) : Optional.of(deferred.nowOrLogOut(now, later));
    }

    /** Makes the change, and ends the access of those whom it concerns, everywhere. */
    private Answered<StaffView> change(
            Write write, CommandStamp stamp, Origin origin, Function<JdbcClient, AccountChange> decide) {
        return changes.once(
                stamp,
                write.storeId(),
                StaffView.class,
                jdbc -> decide.apply(jdbc).make(jdbc, trail, origin, clock.instant(), clock.instant()));
    }

    /** Changes the password of whoever asks and has shown the current one. */
    void changeOwnPassword(Caller caller, Secret password) {
        String accountId = caller.subject();
        Origin origin = Origin.of(caller);
        String hash = passwords.hash(password);
        outbox.publish(database.call(jdbc -> {
            StaffAccount account = locked(jdbc, accountId);
            refuseNames(jdbc, "new_password", password, account);
            return new AccountChange(account, hash, null, null)
                    .make(jdbc, trail, origin, clock.instant(), clock.instant())
                    .end();
        }));
    }

    /**
     * Answers what is no more.
     *
     * @return empty for what is to be made when PostgreSQL is back, and has ended access already
     */
    Optional<Answered<StaffView>> delete(Write write, String accountId) {
        CommandStamp stamp = stamps.stamp(write, null);
        Origin origin = Origin.of(write.caller());
        Supplier<Answered<StaffView>> now = () -> changes.once(stamp, write.storeId(), StaffView.class, jdbc -> {
            StaffAccount account = locked(jdbc, write.storeId(), accountId);
            requireMayManage(write.caller(), account.role());
            requireVersion(write, account);
            return AccountChange.delete(jdbc, account, trail, origin, clock.instant(), clock.instant());
        });
        DeferredChange later = new WantedChange(null, null, true).of(stamp, write.caller(), origin);
        return deferred.nowOrLater(now, new AccessEnd.OfManaged(accountId, managedBy(write), clock.instant(), later));
    }

    /** Nobody's password is a name that those know who work beside them. */
    private static void refuseNames(JdbcClient jdbc, String field, @Nullable Secret password, StaffAccount account) {
        if (password != null) {
            PasswordNames.refuse(field, password, StaffAccounts.namesAround(jdbc, account));
        }
    }

    /** @param hash null for whoever is invited to choose a password */
    private StaffAccount newAccount(
            String chainId, @Nullable String storeId, String username, Role role, @Nullable String hash) {
        // PostgreSQL keeps microseconds; what is answered now must be what is read later.
        return new StaffAccount(
                Ids.next(),
                chainId,
                storeId,
                username,
                role,
                false,
                false,
                hash == null,
                null,
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static StaffAccount locked(JdbcClient jdbc, String accountId) {
        return StaffAccounts.lock(jdbc, accountId)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
    }

    private static StaffAccount locked(JdbcClient jdbc, String storeId, String accountId) {
        return StaffAccounts.lock(jdbc, storeId, accountId)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
    }

    private static void requireVersion(Write write, StaffAccount account) {
        if (!write.expectedVersions().isEmpty() && !write.expectedVersions().contains(account.version())) {
            throw new ProblemException(Problem.of(ErrorCode.VERSION_MISMATCH, ApiText.ACCOUNT_CHANGED)
                    .with("current_version", account.version()));
        }
    }

    /** @throws ProblemException 403 for whoever may not change accounts of that role */
    static void requireMayManage(Caller caller, Role role) {
        if (role != Role.STAFF && caller.role() != Role.CHAIN_ADMIN) {
            throw new ProblemException(ErrorCode.FORBIDDEN, ApiText.ADMINS_BY_CHAIN);
        }
    }
}
