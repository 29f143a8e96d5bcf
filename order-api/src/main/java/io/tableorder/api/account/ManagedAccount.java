package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody's account as those reach it who manage it: nobody's own, for what a manager does needs no password. */
sealed interface ManagedAccount {

    Caller by();

    String accountId();

    record OfOperator(Caller by, String accountId) implements ManagedAccount {}

    record OfChainAdmin(Caller by, String chainId, String accountId) implements ManagedAccount {}

    /** This is somebody of a store's people. */
    record OfStore(Caller by, String storeId, String accountId) implements ManagedAccount {}

    /**
     * Returns the account, which nobody else changes until the transaction ends.
     *
     * @throws ProblemException 403 for the caller's own, or one whose role they may not manage; 404 if it is not there
     */
    default StaffAccount lock(JdbcClient jdbc) {
        if (accountId().equals(by().subject())) {
            throw new ProblemException(ErrorCode.FORBIDDEN, ApiText.OWN_ACCOUNT);
        }
        Optional<StaffAccount> found = switch (this) {
            case OfOperator operator ->
                StaffAccounts.lock(jdbc, operator.accountId()).filter(account -> account.role() == Role.OPERATOR);
            case OfChainAdmin admin -> StaffAccounts.lockAdmin(jdbc, admin.chainId(), admin.accountId());
            case OfStore account -> StaffAccounts.lock(jdbc, account.storeId(), account.accountId());
        };
        StaffAccount account =
                found.orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
        if (this instanceof OfStore) {
            AccountUpkeep.requireMayManage(by(), account.role());
        }
        return account;
    }
}
