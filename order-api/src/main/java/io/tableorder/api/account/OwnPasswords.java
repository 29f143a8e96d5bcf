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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Nobody changes a password with a token alone, which may be stolen: they show the current one, or have just logged in. */
@Component
final class OwnPasswords {

    /** Whoever logged in so long ago at most has just shown their password. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final String CURRENT_PASSWORD = "current_password";

    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final LoginGuard guard;
    private final LoginTrail trail;
    private final Clock clock;

    OwnPasswords(StaffAccounts accounts, Passwords passwords, LoginGuard guard, LoginTrail trail, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
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
        try {
            var named = new AtomicReference<@Nullable StaffAccount>();
            guard.again(
                    new LoginName.OfAccount(caller.subject()),
                    () -> {
                        Optional<StaffAccounts.WithHash> found = accounts.byId(caller.subject());
                        named.set(found.map(StaffAccounts.WithHash::account).orElse(null));
                        boolean matches = passwords.matches(
                                currentPassword,
                                found.map(StaffAccounts.WithHash::passwordHash).orElse(null),
                                true);
                        return found.filter(_ -> matches);
                    },
                    _ -> trail.notProved(caller, named.get()));
        } catch (ProblemException refused) {
            if (refused.problem().code() == ErrorCode.AUTH_ERROR) {
                throw ProblemException.invalid(CURRENT_PASSWORD, ApiText.CURRENT_PASSWORD_WRONG);
            }
            throw refused;
        }
    }
}
