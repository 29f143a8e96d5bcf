package io.tableorder.api.account;

import io.tableorder.operability.error.ProblemException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets somebody try to log in as the guard allows, and writes in the trail what failed or was refused. */
@Component
final class LoginAttempts {

    private final LoginGuard guard;
    private final LoginTrail trail;

    LoginAttempts(LoginGuard guard, LoginTrail trail) {
        this.guard = guard;
        this.trail = trail;
    }

    /**
     * Lets somebody try to log in.
     *
     * @param named the account of that name, which the check finds
     * @param verify gives what the login opens, told whether its device is known; empty for a wrong one
     * @throws ProblemException 401 for a wrong one, saying no more; 429 while locked
     */
    <T> T attempt(
            LoginName name,
            ClientInfo client,
            AtomicReference<@Nullable StaffAccount> named,
            Function<Boolean, Optional<T>> verify) {
        try {
            return guard.attempt(name, client, verify, locks -> trail.failed(name, named.get(), locks));
        } catch (ProblemException refused) {
            trail.refused(name, refused);
            throw refused;
        }
    }

    /** Does the same where no account has the name. */
    <T> T attempt(LoginName name, ClientInfo client, Function<Boolean, Optional<T>> verify) {
        return attempt(name, client, new AtomicReference<>(), verify);
    }
}
