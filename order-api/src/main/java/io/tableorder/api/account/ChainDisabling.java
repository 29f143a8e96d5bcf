package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.account.EndingChanges.Made;
import io.tableorder.api.account.PlatformController.ChainState;
import io.tableorder.api.account.StaffAccounts.ChainEpoch;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.trail.AccountEventType;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets nobody of a chain log in, or everybody again. */
record ChainDisabling(String chainId, boolean disabled) {

    /**
     * Makes it in the transaction.
     *
     * @param ordered when somebody asked for it, as the trail says
     * @throws ProblemException 404 if there is no such chain
     */
    Made<ChainState> make(JdbcClient jdbc, AccountTrail trail, Origin origin, Instant ordered, Instant now) {
        ChainEpoch epoch = StaffAccounts.disableChain(jdbc, chainId, disabled)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_SUCH_CHAIN.with(chainId)));
        AccessEnd end =
                epoch.isNew() ? AccessOutbox.add(jdbc, new AccessEnd.OfChain(chainId, epoch.epoch(), now)) : null;
        AccountEventType type = disabled ? AccountEventType.CHAIN_DISABLED : AccountEventType.CHAIN_ENABLED;
        trail.append(jdbc, TrailEntry.ofChain(type, origin, chainId), ordered);
        return new Made<>(new ChainState(chainId, epoch.chainName(), disabled), end);
    }
}
