package io.tableorder.api.account;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.oidc.Identity;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.PasswordNames;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.trail.AccountEventType;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets people choose a password, or log in by an identity in its place, who show the code of their invitation. Codes are guessed
 * at as passwords are, and bounded so.
 */
@Component
final class AcceptedInvitations {

    private static final Logger log = LoggerFactory.getLogger(AcceptedInvitations.class);

    private record Accepted(StaffAccount account, AccessEnd end) {}

    private final AccountDatabase database;
    private final Invitations invitations;
    private final LoginAttempts attempts;
    private final Passwords passwords;
    private final AccessOutbox outbox;
    private final AccountTrail trail;
    private final Clock clock;

    AcceptedInvitations(
            AccountDatabase database,
            Invitations invitations,
            LoginAttempts attempts,
            Passwords passwords,
            AccessOutbox outbox,
            AccountTrail trail,
            Clock clock) {
        this.database = database;
        this.invitations = invitations;
        this.attempts = attempts;
        this.passwords = passwords;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Sets the password that somebody chose. A password that is refused leaves the code as good as it was.
     *
     * @return the account
     * @throws ProblemException 401 for a code that is wrong, old, used or of a disabled account; 400 for a password that is a name; 429
     *     after too many
     */
    StaffAccount accept(Secret code, Secret password, ClientInfo client) {
        // Whoever has no code is not worth a hash.
        var _ = requireGood(code, client);
        String hash = passwords.hash(password);
        Origin origin = Origin.ofStranger();
        Accepted accepted = database.call(jdbc -> {
            StaffAccount account = taken(jdbc, code);
            PasswordNames.refuse("password", password, StaffAccounts.namesAround(jdbc, account));
            StaffAccount after = StaffAccounts.update(jdbc, account.accountId(), hash, null, null);
            long epoch = StaffAccounts.nextEpoch(jdbc, account.accountId());
            Devices.deleteAll(jdbc, account.accountId());
            AccessEnd end = AccessOutbox.add(jdbc, new AccessEnd.OfSubject(after.accountId(), epoch, clock.instant()));
            trail.append(jdbc, TrailEntry.of(AccountEventType.INVITATION_ACCEPTED, origin, after));
            return new Accepted(after, end);
        });
        outbox.publish(accepted.end());
        log.info("Invitation accepted: account_id={}", accepted.account().accountId());
        return accepted.account();
    }

    /**
     * Has the account log in by an identity from here on, in place of a password.
     *
     * @return the account
     * @throws ProblemException 401 as for {@link #accept}; 403 for a role that logs in by passwords only; 409 for an account with a
     *     second factor, or an identity that is another account's
     */
    StaffAccount link(Secret code, Identity identity) {
        Origin origin = Origin.ofStranger();
        Accepted accepted = database.call(jdbc -> {
            StaffAccount account = taken(jdbc, code);
            requireMayLink(account);
            if (!Identities.link(jdbc, account.accountId(), identity, clock.instant())) {
                throw new ProblemException(ErrorCode.CONFLICT, ApiText.OIDC_TAKEN);
            }
            long epoch = StaffAccounts.nextEpoch(jdbc, account.accountId());
            AccessEnd end =
                    AccessOutbox.add(jdbc, new AccessEnd.OfSubject(account.accountId(), epoch, clock.instant()));
            trail.append(jdbc, TrailEntry.of(AccountEventType.INVITATION_ACCEPTED, origin, account));
            trail.append(jdbc, TrailEntry.of(AccountEventType.IDENTITY_LINKED, origin, account));
            return new Accepted(account, end);
        });
        outbox.publish(accepted.end());
        log.info(
                "Invitation accepted by an identity: account_id={}",
                accepted.account().accountId());
        return accepted.account();
    }

    /** Uses the code up, and locks the account that it was made for. */
    private StaffAccount taken(JdbcClient jdbc, Secret code) {
        return invitations
                .take(jdbc, code.reveal())
                .flatMap(accountId -> StaffAccounts.lock(jdbc, accountId))
                .filter(found -> !found.disabled())
                .orElseThrow(AcceptedInvitations::notTaken);
    }

    /**
     * Says before somebody goes to the issuer what would be said when they come back.
     *
     * @throws ProblemException as {@link #link} does
     */
    void requireForIdentity(Secret code, ClientInfo client) {
        String accountId = requireGood(code, client);
        requireMayLink(
                database.call(jdbc -> StaffAccounts.lock(jdbc, accountId)).orElseThrow(AcceptedInvitations::notTaken));
    }

    /** An identity asks for no code of a second factor: whoever has the link alone must not get around it so. */
    static boolean mayLink(StaffAccount account) {
        return hasRole(account) && !account.secondFactor();
    }

    private static boolean hasRole(StaffAccount account) {
        return account.role() == Role.CHAIN_ADMIN || account.role() == Role.OPERATOR;
    }

    private static void requireMayLink(StaffAccount account) {
        if (!hasRole(account)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, ApiText.OIDC_ROLE);
        }
        if (account.secondFactor()) {
            throw new ProblemException(ErrorCode.CONFLICT, ApiText.OIDC_SECOND_FACTOR);
        }
    }

    /** Returns whose code it is. */
    private String requireGood(Secret code, ClientInfo client) {
        try {
            var name = new LoginName.OfInvitation(invitations.hash(code.reveal()));
            return attempts.attempt(name, client, _ -> invitations.accountOf(code.reveal()));
        } catch (ProblemException refused) {
            throw refused.problem().code() == ErrorCode.AUTH_ERROR ? notTaken() : refused;
        }
    }

    private static ProblemException notTaken() {
        return new ProblemException(ErrorCode.AUTH_ERROR, ApiText.INVITATION_WRONG);
    }
}
