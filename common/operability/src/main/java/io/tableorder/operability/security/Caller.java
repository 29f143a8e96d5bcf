package io.tableorder.operability.security;

import io.tableorder.event.Actor;
import io.tableorder.event.Role;
import io.tableorder.operability.access.Bearer;
import io.tableorder.operability.access.Login;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.text.OperabilityText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A caller is the one who makes a request, as the token says. Controllers take it as a method argument.
 *
 * @param subject the account's id, or the table's
 * @param chainId the empty string for the operator, who belongs to no chain
 * @param storeId present for tables, staff and store admins
 * @param tableId present for tables
 * @param issuedAt when the token was given out; null when that is not known
 * @param login by which the token can be ended
 */
public record Caller(
        String subject,
        Role role,
        String chainId,
        @Nullable String storeId,
        @Nullable String tableId,
        Instant expiresAt,
        @Nullable Instant issuedAt,
        Login login) {

    /** A caller of whose token nothing is known but whom it names. */
    public Caller(
            String subject,
            Role role,
            String chainId,
            @Nullable String storeId,
            @Nullable String tableId,
            Instant expiresAt) {
        this(subject, role, chainId, storeId, tableId, expiresAt, null, Login.untold(""));
    }

    public Actor actor() {
        return new Actor(role, subject);
    }

    /** Returns the caller as ends of access know them. */
    public Bearer bearer() {
        return new Bearer(subject, chainId, storeId, role.wireName());
    }

    /**
     * Returns the store this request is about: the caller's own, or for a chain admin the one named. That a named store
     * belongs to the caller's chain is for the service to check, which knows the stores.
     *
     * @param named the request's {@code store_id}
     * @throws ProblemException 400 for a chain admin who names none, 403 for anybody naming another store than theirs
     */
    public String store(@Nullable String named) {
        if (storeId != null) {
            if (named != null && !named.equals(storeId)) {
                throw new ProblemException(ErrorCode.FORBIDDEN);
            }
            return storeId;
        }
        if (role != Role.CHAIN_ADMIN) {
            throw new ProblemException(ErrorCode.FORBIDDEN);
        }
        if (named == null || named.isEmpty()) {
            throw ProblemException.invalid("store_id", OperabilityText.NAME_A_STORE);
        }
        return named;
    }
}
