package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.util.Optional;
import java.util.function.Function;
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
     * @param tried is told by the check what it finds
     * @param verify gives what the login opens, told whether its device is known; empty for a wrong one
     * @throws ProblemException 401 for a wrong one, saying no more than that the code was wrong if it was; 429 while locked
     */
    <T> T attempt(LoginName name, ClientInfo client, Tried tried, Function<Boolean, Optional<T>> verify) {
        try {
            return guard.attempt(name, client, verify, locks -> trail.failed(name, tried, locks));
        } catch (ProblemException refused) {
            trail.refused(name, refused);
            ApiText wrongCode = tried.wrongCode();
            throw wrongCode != null && refused.problem().code() == ErrorCode.AUTH_ERROR
                    ? new ProblemException(ErrorCode.SECOND_FACTOR_NEEDED, wrongCode)
                    : refused;
        }
    }

    /** Does the same where no account has the name. */
    <T> T attempt(LoginName name, ClientInfo client, Function<Boolean, Optional<T>> verify) {
        return attempt(name, client, new Tried(), verify);
    }
}
