package io.tableorder.api.account;

import io.tableorder.api.validation.Secret;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Lets somebody go on who has shown the password of their account. A wrong one, an unknown name and a disabled account look alike. */
@Component
final class AccountProofs {

    private final LoginAttempts attempts;
    private final StaffAccounts accounts;
    private final Passwords passwords;

    AccountProofs(LoginAttempts attempts, StaffAccounts accounts, Passwords passwords) {
        this.attempts = attempts;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /**
     * Compares the password, and does what comes after it within the same attempt, so that what comes after is bounded as
     * passwords are.
     *
     * @param then gives what the password opens; empty counts as a failure
     */
    <T> T prove(
            LoginName name,
            Secret password,
            ClientInfo client,
            BiFunction<StaffAccounts.WithHash, Tried, Optional<T>> then) {
        var tried = new Tried();
        return attempts.attempt(name, client, tried, isKnown -> {
            Optional<StaffAccounts.WithHash> found = accounts.toLogIn(name);
            tried.named(found.map(StaffAccounts.WithHash::account).orElse(null));
            String hash = found.isPresent() ? found.get().passwordHash() : null;
            boolean matches = passwords.matches(password, hash, isKnown);
            return found.filter(known -> matches && known.mayLogIn()).flatMap(known -> then.apply(known, tried));
        });
    }
}
