package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.text.ApiText;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import io.tableorder.trail.AccountEventType;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes the second factor off somebody else's account, whose phone and recovery codes are lost. What they were logged in with
 * ends. Nobody does so to themselves, for a stolen token could.
 */
@Component
final class SecondFactorResets {

    private static final Logger log = LoggerFactory.getLogger(SecondFactorResets.class);

    private final AccountDatabase database;
    private final AccessOutbox outbox;
    private final AccountTrail trail;
    private final Clock clock;

    SecondFactorResets(AccountDatabase database, AccessOutbox outbox, AccountTrail trail, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    void ofOperator(Caller operator, String accountId) {
        reset(
                operator,
                accountId,
                jdbc -> StaffAccounts.lock(jdbc, accountId).filter(account -> account.role() == Role.OPERATOR));
    }

    void ofChainAdmin(Caller operator, String chainId, String accountId) {
        reset(operator, accountId, jdbc -> StaffAccounts.lockAdmin(jdbc, chainId, accountId));
    }

    void ofStore(Caller admin, String storeId, String accountId) {
        reset(admin, accountId, jdbc -> {
            Optional<StaffAccount> account = StaffAccounts.lock(jdbc, storeId, accountId);
            account.ifPresent(found -> AccountUpkeep.requireMayManage(admin, found.role()));
            return account;
        });
    }

    private void reset(Caller by, String accountId, Function<JdbcClient, Optional<StaffAccount>> find) {
        if (accountId.equals(by.subject())) {
            throw new ProblemException(ErrorCode.FORBIDDEN, ApiText.SECOND_FACTOR_OWN);
        }
        Origin origin = Origin.of(by);
        AccessEnd end = database.call(jdbc -> {
            StaffAccount account = find.apply(jdbc)
                    .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_ACCOUNT));
            if (!account.secondFactor()) {
                throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SECOND_FACTOR);
            }
            SecondFactors.delete(jdbc, accountId);
            long epoch = StaffAccounts.nextEpoch(jdbc, accountId);
            Devices.deleteAll(jdbc, accountId);
            AccessEnd ended = AccessOutbox.add(jdbc, new AccessEnd.OfSubject(accountId, epoch, clock.instant()));
            trail.append(jdbc, TrailEntry.of(AccountEventType.SECOND_FACTOR_RESET, origin, account));
            return ended;
        });
        outbox.publish(end);
        log.info("Second factor reset: account_id={} by={}", accountId, by.subject());
    }
}
