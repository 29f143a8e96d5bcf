package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Nobody changes a password with a token alone, which may be stolen: they show the current one, or have just logged in. */
@Component
final class OwnPasswords {

    /** Whoever logged in so long ago at most has just shown their password. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final String CURRENT_PASSWORD = "current_password";
    /** Requests name it so. */
    static final String CODE = "second_factor_code";

    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final LoginFactors factors;
    private final LoginGuard guard;
    private final LoginTrail trail;
    private final Clock clock;

    OwnPasswords(
            StaffAccounts accounts,
            Passwords passwords,
            LoginFactors factors,
            LoginGuard guard,
            LoginTrail trail,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.factors = factors;
        this.guard = guard;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Accepts the current password or a fresh login.
     *
     * @throws ProblemException 400 without either; 429 after too many wrong ones
     */
    void requireProof(Caller caller, @Nullable Secret currentPassword) {
        if (currentPassword != null) {
            require(caller, currentPassword);
        } else if (!isFresh(caller.login().at())) {
            throw ProblemException.invalid(CURRENT_PASSWORD, ApiText.CURRENT_PASSWORD_NEEDED);
        }
    }

    private boolean isFresh(@Nullable Instant loggedIn) {
        return loggedIn != null && loggedIn.isAfter(clock.instant().minus(FRESH));
    }

    /**
     * Accepts the current password only.
     *
     * @throws ProblemException 400 for another one; 429 after too many
     */
    void require(Caller caller, Secret currentPassword) {
        require(caller, currentPassword, (_, _) -> true);
    }

    /**
     * Accepts the current password with a code of the second factor, if there is one.
     *
     * @return whose they are
     * @throws ProblemException 400 without or for others; 429 after too many; 404 for a caller who has no account
     */
    StaffAccount requireWithCode(Caller caller, Secret currentPassword, @Nullable Secret code) {
        return require(caller, currentPassword, (account, tried) -> {
            if (!account.secondFactor()) {
                return true;
            }
            if (code == null) {
                throw ProblemException.invalid(CODE, ApiText.SECOND_FACTOR_CODE_NEEDED);
            }
            return factors.check(account, code, tried, Origin.of(caller));
        });
    }

    /** Both are compared in one attempt: a right password must not make guesses of the code free. */
    private StaffAccount require(Caller caller, Secret currentPassword, BiPredicate<StaffAccount, Tried> andMore) {
        var tried = new Tried();
        try {
            return guard.again(
                    new LoginName.OfAccount(caller.subject()),
                    () -> {
                        Optional<StaffAccounts.WithHash> found = accounts.byId(caller.subject());
                        tried.named(found.map(StaffAccounts.WithHash::account).orElse(null));
                        String hash = found.isPresent() ? found.get().passwordHash() : null;
                        boolean matches = passwords.matches(currentPassword, hash, true);
                        return found.filter(_ -> matches)
                                .map(StaffAccounts.WithHash::account)
                                .filter(account -> andMore.test(account, tried));
                    },
                    _ -> trail.notProved(caller, tried));
        } catch (ProblemException refused) {
            if (refused.problem().code() != ErrorCode.AUTH_ERROR) {
                throw refused;
            }
            ApiText wrongCode = tried.wrongCode();
            throw wrongCode == null
                    ? ProblemException.invalid(CURRENT_PASSWORD, ApiText.CURRENT_PASSWORD_WRONG)
                    : ProblemException.invalid(CODE, wrongCode);
        }
    }
}
