package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Hmac;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.trail.AccountEventType;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the codes by which people choose their own passwords, once and within days. A code is made from the account, its end
 * and a key that is not in the database: so a repeated request is answered the same, and only a hash is kept.
 */
@Component
final class Invitations {

    /** Somebody who is invited on a Friday works on Monday. */
    static final Duration LIFETIME = Duration.ofDays(3);

    /** Twenty of 32 characters are 100 bits: it comes as a link, so nobody types it, and it is good for days. */
    static final int CHARACTERS = 20;

    /**
     * So many may be open at once among a store's people, a chain's admins or the operators. A restaurant that opens invites
     * some dozens; each is a way in, which somebody has to have in mind.
     */
    static final int MAXIMUM_OPEN = 100;

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    private record Kept(String hash, Instant expiresAt) {}

    private final AccountDatabase database;
    private final StaffAccounts accounts;
    private final AccessOutbox outbox;
    private final AccountTrail trail;
    private final Clock clock;
    private final SecretKey key;

    Invitations(
            AccountDatabase database,
            StaffAccounts accounts,
            AccessOutbox outbox,
            AccountTrail trail,
            SecuritySettings settings,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
        this.key = Hmac.key(Hmac.derived(settings.keyBytes(), "invitation"));
    }

    /**
     * Invites in the transaction of whoever asks; a code that was made for the account before is none any more.
     *
     * @throws ProblemException 409 past {@link #MAXIMUM_OPEN}
     */
    void make(JdbcClient jdbc, StaffAccount account, Origin origin) {
        Instant now = clock.instant();
        if (openBeside(jdbc, account, now) >= MAXIMUM_OPEN) {
            throw new ProblemException(ErrorCode.CONFLICT, ApiText.INVITATIONS_TOO_MANY.with(MAXIMUM_OPEN));
        }
        // PostgreSQL keeps microseconds, and the code is made from what it keeps.
        Instant expiresAt = now.plus(LIFETIME).truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("""
                        INSERT INTO accounts.invitations (account_id, code_hash, expires_at) VALUES (?, ?, ?)
                        ON CONFLICT (account_id) DO UPDATE
                        SET code_hash = excluded.code_hash, expires_at = excluded.expires_at
                        """)
                .params(account.accountId(), hash(code(account.accountId(), expiresAt)), Timestamp.from(expiresAt))
                .update();
        trail.append(jdbc, TrailEntry.of(AccountEventType.INVITATION_MADE, origin, account));
    }

    private static long openBeside(JdbcClient jdbc, StaffAccount account, Instant now) {
        return jdbc.sql("""
                        SELECT count(*) FROM accounts.invitations JOIN accounts.staff_accounts a USING (account_id)
                        WHERE a.chain_id = :chain AND a.store_id IS NOT DISTINCT FROM :store
                          AND account_id <> :account AND expires_at > :now
                        """)
                .param("chain", account.chainId())
                .param("store", account.storeId(), Types.VARCHAR)
                .param("account", account.accountId())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    /**
     * Has somebody choose another password, whose old one is lost or no longer theirs alone: it, or an identity, opens nothing from
     * here on, and what they were logged in with ends.
     *
     * @throws ProblemException as {@link ManagedAccount#lock} and {@link #make} do
     */
    InvitationView again(ManagedAccount managed) {
        Origin origin = Origin.of(managed.by());
        AccessEnd end = database.call(jdbc -> {
            String accountId = managed.lock(jdbc).accountId();
            long epoch = StaffAccounts.nextEpoch(jdbc, accountId);
            Devices.deleteAll(jdbc, accountId);
            StaffAccount account = StaffAccounts.withoutLogin(jdbc, accountId);
            AccessEnd ended = AccessOutbox.add(jdbc, new AccessEnd.OfSubject(accountId, epoch, clock.instant()));
            make(jdbc, account, origin);
            return ended;
        });
        outbox.publish(end);
        log.info(
                "Invited: account_id={} by={}",
                managed.accountId(),
                managed.by().subject());
        InvitationView made = of(managed.accountId());
        if (made == null) {
            // Another admin revoked it in this very moment, or it was used.
            throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_INVITATION);
        }
        return made;
    }

    /** @throws ProblemException as {@link ManagedAccount#lock} does; 404 without an invitation */
    void revoke(ManagedAccount managed) {
        Origin origin = Origin.of(managed.by());
        database.call(jdbc -> {
            StaffAccount account = managed.lock(jdbc);
            if (withdraw(jdbc, account.accountId()) == 0) {
                throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_INVITATION);
            }
            trail.append(jdbc, TrailEntry.of(AccountEventType.INVITATION_REVOKED, origin, account));
            return true;
        });
        log.info(
                "Invitation revoked: account_id={} by={}",
                managed.accountId(),
                managed.by().subject());
    }

    /** Returns the account's code while it is good; null too if SECRET_KEY has changed since. */
    @Nullable
    InvitationView of(String accountId) {
        return database.call(jdbc -> jdbc.sql(
                                "SELECT code_hash, expires_at FROM accounts.invitations WHERE account_id = ? AND expires_at > ?")
                        .params(accountId, Timestamp.from(clock.instant()))
                        .query((row, _) ->
                                new Kept(row.getString(1), row.getTimestamp(2).toInstant()))
                        .optional())
                .filter(kept -> hash(code(accountId, kept.expiresAt())).equals(kept.hash()))
                .map(kept -> new InvitationView(code(accountId, kept.expiresAt()), kept.expiresAt()))
                .orElse(null);
    }

    @Nullable
    InvitationView of(LoginName name) {
        return accounts.toLogIn(name)
                .map(found -> of(found.account().accountId()))
                .orElse(null);
    }

    /** Forgets the account's code, in the transaction of what makes it needless; returns how many there were. */
    static int withdraw(JdbcClient jdbc, String accountId) {
        return jdbc.sql("DELETE FROM accounts.invitations WHERE account_id = ?")
                .param(accountId)
                .update();
    }

    /** Returns whose code it is, while it is good. */
    Optional<String> accountOf(String typed) {
        return database.call(
                jdbc -> jdbc.sql("SELECT account_id FROM accounts.invitations WHERE code_hash = ? AND expires_at > ?")
                        .params(hash(typed), Timestamp.from(clock.instant()))
                        .query(String.class)
                        .optional());
    }

    /** Takes the code away and returns whose it was: of two who use it at once, one gets it. */
    Optional<String> take(JdbcClient jdbc, String typed) {
        return jdbc.sql("DELETE FROM accounts.invitations WHERE code_hash = ? AND expires_at > ? RETURNING account_id")
                .params(hash(typed), Timestamp.from(clock.instant()))
                .query(String.class)
                .optional();
    }

    private String code(String accountId, Instant expiresAt) {
        byte[] signature = Hmac.sign(key, ("code\n" + accountId + "\n" + expiresAt).getBytes(UTF_8));
        return ReadableCode.of(signature, CHARACTERS);
    }

    /** Returns what is kept of a code, however it was typed: in small letters, with spaces or hyphens. */
    String hash(String typed) {
        return HexFormat.of().formatHex(Hmac.sign(key, ("hash\n" + ReadableCode.plain(typed)).getBytes(UTF_8)));
    }
}
