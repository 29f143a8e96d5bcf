package io.tableorder.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A deferred change says what is to become of an account, a device or a chain as soon as the database is there, and who
 * ordered it. Nothing of a password is in it. With nothing wanted it is a log-out.
 *
 * @param id the command's; the same for every try of one command
 * @param fingerprint what was asked, hashed; null when the client gave no key
 * @param role the account's from then on; null leaves it as it is
 * @param disabled the account's or the chain's from then on; null leaves it as it is
 * @param deleted the account is to be no more
 * @param by who ordered it
 * @param byRole their role then
 * @param chainId their chain; empty for operators
 * @param device the login by which they did
 * @param address whence the request came
 * @param userAgent what the client calls itself; may be anything
 */
public record DeferredChange(
        String id,
        @Nullable String fingerprint,
        @Nullable String role,
        @Nullable Boolean disabled,
        boolean deleted,
        String by,
        String byRole,
        String chainId,
        @Nullable String device,
        String address,
        String userAgent,
        @Nullable String requestId) {

    public DeferredChange {
        if (id == null || id.isEmpty()) {
            throw new IllegalArgumentException("A deferred change needs its id");
        }
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(byRole, "by_role");
        Objects.requireNonNull(chainId, "chain_id");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(userAgent, "user_agent");
    }

    /** Returns true if nothing but logins is to end. */
    public boolean endsLoginsOnly() {
        return role == null && disabled == null && !deleted;
    }
}
