package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.access.DeferredChange;
import io.tableorder.access.ManagedBy;
import io.tableorder.api.account.EndingChanges.Made;
import io.tableorder.api.account.PlatformController.ChainState;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.text.ApiText;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes deferred changes as if they were asked for now, by whoever ordered them. That each is made once in effect holds by the row
 * of its end, which is written in the same transaction; a repeated command finds the answer in its receipt.
 */
@Component
final class DeferredUpkeep {

    private static final Logger log = LoggerFactory.getLogger(DeferredUpkeep.class);

    /** Another instance was faster: nothing is left to do. */
    private static final class MadeBeforeException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private final AccountDatabase database;
    private final EndingChanges changes;
    private final AccountTrail trail;
    private final Clock clock;

    DeferredUpkeep(AccountDatabase database, EndingChanges changes, AccountTrail trail, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.trail = trail;
        this.clock = clock;
    }

    /** Returns those of the keys whose changes are made. */
    Set<String> made(Collection<String> keys) {
        return database.call(jdbc -> AccessOutbox.noted(jdbc, keys));
    }

    /**
     * Makes it, or finds that it cannot be made: no such account is there, or not with that role.
     *
     * @throws ProblemException 503 if the database is away
     */
    void make(AccessEnd.Deferring next) {
        try {
            switch (next) {
                case AccessEnd.OfManaged managed when managed.change().endsLoginsOnly() -> logOut(managed);
                case AccessEnd.OfManaged managed -> change(managed);
                case AccessEnd.OfChainLogins chain -> change(chain);
            }
            log.info("Deferred change made: {} by={}", next.key(), next.change().by());
        } catch (MadeBeforeException before) {
            log.debug("Another instance has made {}", next.key());
        } catch (ProblemException refused) {
            if (refused.problem().code() == ErrorCode.SERVICE_UNAVAILABLE) {
                throw refused;
            }
            log.warn(
                    "A deferred change cannot be made: {} by={}: {}",
                    next.key(),
                    next.change().by(),
                    refused.toString());
            note(next);
        }
    }

    private void logOut(AccessEnd.OfManaged end) {
        database.call(jdbc -> {
            requireNotMade(jdbc, end);
            lock(jdbc, end).ifPresentOrElse(account -> logOut(jdbc, account, end), () -> logOutDevices(jdbc, end));
            return true;
        });
    }

    private void logOut(JdbcClient jdbc, StaffAccount account, AccessEnd.OfManaged end) {
        Devices.deleteAll(jdbc, account.accountId());
        TrailEntry entry = TrailEntry.of(AccountEventType.LOGGED_OUT_EVERYWHERE, origin(end.change()), account);
        trail.append(jdbc, entry, end.endedAt());
    }

    /** It is a device, or a table with some of them: none of an account that the orderer does not manage. */
    private void logOutDevices(JdbcClient jdbc, AccessEnd.OfManaged end) {
        ManagedBy managed = end.managed();
        String storeId = managed.storeId();
        if (storeId == null || !(managed.role() == null || managed.role().equals(Role.TABLE.wireName()))) {
            return;
        }
        List<String> devices = jdbc.sql("""
                        DELETE FROM accounts.devices WHERE store_id = :store AND (device_id = :subject OR account_id = :subject)
                        RETURNING device_id
                        """)
                .param("store", storeId)
                .param("subject", end.subject())
                .query(String.class)
                .list();
        Origin origin = origin(end.change());
        String chainId = end.change().chainId();
        devices.forEach(device -> trail.append(
                jdbc,
                TrailEntry.ofStore(AccountEventType.LOGGED_OUT, origin.asDevice(device), chainId, storeId),
                end.endedAt()));
    }

    private void change(AccessEnd.OfManaged end) {
        String storeId = end.managed().storeId();
        once(end, storeId == null ? Write.PLATFORM : storeId, StaffView.class, jdbc -> change(jdbc, end));
    }

    private Made<StaffView> change(JdbcClient jdbc, AccessEnd.OfManaged end) {
        DeferredChange wanted = end.change();
        Origin origin = origin(wanted);
        if (Boolean.TRUE.equals(wanted.disabled())
                && AccountEvent.NO_CHAIN.equals(end.managed().chainId())) {
            AccountUpkeep.requireNotLast(StaffAccounts.lockOperators(jdbc), end.subject());
        }
        StaffAccount account =
                lock(jdbc, end).orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
        if (wanted.deleted()) {
            return AccountChange.delete(jdbc, account, trail, origin, end.endedAt(), clock.instant());
        }
        Role role = wanted.role() == null ? null : Role.of(wanted.role());
        return new AccountChange(account, null, role, wanted.disabled())
                .make(jdbc, trail, origin, end.endedAt(), clock.instant());
    }

    private void change(AccessEnd.OfChainLogins end) {
        var disabling = new ChainDisabling(
                end.chainId(), Boolean.TRUE.equals(end.change().disabled()));
        once(
                end,
                Write.PLATFORM,
                ChainState.class,
                jdbc -> disabling.make(jdbc, trail, origin(end.change()), end.endedAt(), clock.instant()));
    }

    private <T> void once(
            AccessEnd.Deferring end, String storeId, Class<T> type, Function<JdbcClient, Made<T>> change) {
        Answered<T> answered = changes.once(stamp(end.change()), storeId, type, jdbc -> {
            requireNotMade(jdbc, end);
            return change.apply(jdbc);
        });
        if (answered.replayed()) {
            // The command itself had come through, and its answer had not come back.
            note(end);
        }
    }

    private static void requireNotMade(JdbcClient jdbc, AccessEnd.Deferring end) {
        if (!AccessOutbox.note(jdbc, end)) {
            throw new MadeBeforeException();
        }
    }

    private void note(AccessEnd.Deferring end) {
        database.call(jdbc -> AccessOutbox.note(jdbc, end));
    }

    /** Returns the account if whoever ordered the change manages it. */
    private static Optional<StaffAccount> lock(JdbcClient jdbc, AccessEnd.OfManaged end) {
        ManagedBy by = end.managed();
        String storeId = by.storeId();
        Optional<StaffAccount> found = storeId != null
                ? StaffAccounts.lock(jdbc, storeId, end.subject())
                : StaffAccounts.lock(jdbc, end.subject())
                        .filter(account ->
                                account.storeId() == null && account.chainId().equals(by.chainId()));
        return found.filter(
                account -> by.role() == null || by.role().equals(account.role().wireName()));
    }

    private static CommandStamp stamp(DeferredChange change) {
        Actor actor = new Actor(Role.of(change.byRole()), change.by());
        return new CommandStamp(change.id(), change.fingerprint(), actor, change.requestId());
    }

    private static Origin origin(DeferredChange change) {
        return new Origin(
                new AccountEvent.By(change.byRole(), change.by()),
                change.device(),
                change.address(),
                change.userAgent(),
                change.requestId());
    }
}
