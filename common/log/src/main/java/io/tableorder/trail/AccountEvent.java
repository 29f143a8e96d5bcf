package io.tableorder.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account or a login, as it rests in the topic. Nothing of a password, and no name that somebody
 * typed and that no account has: it may be a password.
 *
 * @param type one of {@link AccountEventType}, or of a later version
 * @param chainId whose trail it is in; {@link #NO_CHAIN} for what is no chain's
 * @param sequence 1, 2, 3 and so on in the chain's trail
 * @param accountId whom it concerns; absent for tables, and for names that no account has
 * @param role the account's, after it
 * @param tableNumber present for logins of tables
 * @param by who did it; absent for whoever is not in
 * @param device the login's
 * @param address whence the request came
 * @param userAgent what the client calls itself; may be anything
 * @param hash absent until the event is sealed
 */
public record AccountEvent(
        String eventId,
        String type,
        String chainId,
        long sequence,
        Instant time,
        @Nullable String storeId,
        @Nullable String accountId,
        @Nullable String username,
        @Nullable String role,
        @Nullable Integer tableNumber,
        @Nullable By by,
        @Nullable String device,
        String address,
        String userAgent,
        @Nullable String requestId,
        String prevHash,
        @Nullable String hash) {

    /** No chain has this id. */
    public static final String NO_CHAIN = "";

    /** Somebody who is in. */
    public record By(String role, String id) {}
}
