package io.tableorder.api.account;

import io.tableorder.api.account.PlatformController.ChainView;
import io.tableorder.api.account.PlatformController.NewChain;
import io.tableorder.api.account.StaffController.NewStaff;
import io.tableorder.api.account.StaffController.StaffChange;
import io.tableorder.api.idempotency.CommandStamps;
import io.tableorder.api.idempotency.Write;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes who may log in. A change is made whole or not at all, and once however often it is sent with its key. */
@Component
final class AccountUpkeep {

    private final AccountReceipts receipts;
    private final CommandStamps stamps;
    private final Passwords passwords;
    private final Clock clock;

    AccountUpkeep(AccountReceipts receipts, CommandStamps stamps, Passwords passwords, Clock clock) {
        this.receipts = receipts;
        this.stamps = stamps;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Opens a chain with its first admin. */
    Answered<ChainView> openChain(Write write, NewChain body) {
        String hash = passwords.hash(body.password());
        StaffAccount admin = newAccount(body.chainId(), null, body.username(), Role.CHAIN_ADMIN);
        return receipts.once(stamps.stamp(write, body), write.storeId(), ChainView.class, jdbc -> {
            if (!StaffAccounts.insertChain(jdbc, admin, body.chainName()) || !StaffAccounts.insert(jdbc, admin, hash)) {
                throw new ProblemException(ErrorCode.CONFLICT, ApiText.CHAIN_TAKEN.with(body.chainId()));
            }
            return new ChainView(body.chainId(), body.chainName(), body.username());
        });
    }

    Answered<StaffView> create(Write write, NewStaff body) {
        requireMayManage(write.caller(), body.roleOrStaff());
        String hash = passwords.hash(body.password());
        StaffAccount account =
                newAccount(write.caller().chainId(), write.storeId(), body.username(), body.roleOrStaff());
        return receipts.once(stamps.stamp(write, body), write.storeId(), StaffView.class, jdbc -> {
            if (!StaffAccounts.insert(jdbc, account, hash)) {
                throw new ProblemException(ErrorCode.CONFLICT, ApiText.USERNAME_TAKEN.with(body.username()));
            }
            return StaffView.of(account);
        });
    }

    /** Creates the store's admin; one of that name that is there already stays as it is, password included. */
    void ensureAdmin(CommandStamp stamp, String chainId, String storeId, String username, Secret password) {
        String hash = passwords.hash(password);
        StaffAccount admin = newAccount(chainId, storeId, username, Role.STORE_ADMIN);
        receipts.once(stamp, storeId, Boolean.class, jdbc -> StaffAccounts.insert(jdbc, admin, hash));
    }

    Answered<StaffView> change(Write write, String accountId, StaffChange body) {
        String hash = body.password() == null ? null : passwords.hash(body.password());
        Role role = body.role() == null ? null : Role.of(body.role());
        Caller caller = write.caller();
        boolean ownPassword = accountId.equals(caller.subject()) && body.isPasswordOnly();
        return receipts.once(stamps.stamp(write, body), write.storeId(), StaffView.class, jdbc -> {
            StaffAccount account = locked(jdbc, write.storeId(), accountId);
            if (!ownPassword) {
                requireMayManage(caller, account.role());
                requireMayManage(caller, role == null ? account.role() : role);
            }
            return StaffView.of(StaffAccounts.update(jdbc, accountId, hash, role, body.disabled()));
        });
    }

    /** Answers what is no more. */
    Answered<StaffView> delete(Write write, String accountId) {
        return receipts.once(stamps.stamp(write, null), write.storeId(), StaffView.class, jdbc -> {
            StaffAccount account = locked(jdbc, write.storeId(), accountId);
            requireMayManage(write.caller(), account.role());
            StaffAccounts.delete(jdbc, accountId);
            return StaffView.of(account);
        });
    }

    private StaffAccount newAccount(String chainId, @Nullable String storeId, String username, Role role) {
        // PostgreSQL keeps microseconds; what is answered now must be what is read later.
        return new StaffAccount(
                Ids.next(),
                chainId,
                storeId,
                username,
                role,
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static StaffAccount locked(JdbcClient jdbc, String storeId, String accountId) {
        return StaffAccounts.lock(jdbc, storeId, accountId)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
    }

    private static void requireMayManage(Caller caller, Role role) {
        if (role != Role.STAFF && caller.role() != Role.CHAIN_ADMIN) {
            throw new ProblemException(ErrorCode.FORBIDDEN, ApiText.ADMINS_BY_CHAIN);
        }
    }
}
