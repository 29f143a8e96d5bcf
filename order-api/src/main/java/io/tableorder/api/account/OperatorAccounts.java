package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The accounts of those who run the platform, and how the first of them comes to be. */
@Component
final class OperatorAccounts {

    private final AccountDatabase database;
    private final SetupCodes codes;
    private final LoginAttempts attempts;
    private final Passwords passwords;
    private final AccountTrail trail;
    private final Clock clock;

    OperatorAccounts(
            AccountDatabase database,
            SetupCodes codes,
            LoginAttempts attempts,
            Passwords passwords,
            AccountTrail trail,
            Clock clock) {
        this.database = database;
        this.codes = codes;
        this.attempts = attempts;
        this.passwords = passwords;
        this.trail = trail;
        this.clock = clock;
    }

    List<StaffAccount> all() {
        return database.call(StaffAccounts::operators);
    }

    /**
     * Makes the first operator, for whoever has the code. A wrong code, an old one, a used one and a platform that has an
     * operator look alike; guesses are counted as those at logins are.
     *
     * @throws ProblemException 401 for a code that is not taken; 429 after too many
     */
    StaffAccount first(Secret code, String username, Secret password, ClientInfo client) {
        var name = new LoginName.OfSetup(codes.hash(code.reveal()));
        // Whoever has no code is not worth a hash.
        requireGood(name, code, client);
        String hash = passwords.hash(password);
        StaffAccount operator =
                StaffAccount.operator(Ids.next(), username, clock.instant().truncatedTo(ChronoUnit.MICROS));
        Origin stranger = Origin.ofStranger();
        return database.call(jdbc -> {
            String madeBy = codes.take(jdbc, code.reveal()).orElseThrow(OperatorAccounts::notTaken);
            StaffAccounts.insert(jdbc, operator, hash);
            Origin origin = stranger.by(new AccountEvent.By(Role.OPERATOR.wireName(), madeBy));
            trail.append(jdbc, TrailEntry.of(AccountEventType.ACCOUNT_CREATED, origin, operator));
            return operator;
        });
    }

    private void requireGood(LoginName.OfSetup name, Secret code, ClientInfo client) {
        try {
            attempts.attempt(name, client, _ -> Optional.of(code.reveal()).filter(codes::isGood));
        } catch (ProblemException refused) {
            throw refused.problem().code() == ErrorCode.AUTH_ERROR ? notTaken() : refused;
        }
    }

    private static ProblemException notTaken() {
        return new ProblemException(ErrorCode.AUTH_ERROR, ApiText.SETUP_CODE_WRONG);
    }
}
