package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.trail.AccountEventType;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /** @throws ProblemException 403 for one's own; 404 without an account or a second factor */
    void reset(ManagedAccount managed) {
        String accountId = managed.accountId();
        Origin origin = Origin.of(managed.by());
        AccessEnd end = database.call(jdbc -> {
            StaffAccount account = managed.lock(jdbc);
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
        log.info(
                "Second factor reset: account_id={} by={}",
                accountId,
                managed.by().subject());
    }
}
