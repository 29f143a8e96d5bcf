package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Ids;
import io.tableorder.store.Head;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventCodec;
import io.tableorder.wire.HashChain;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down who logged in, failed to, or changed an account, in the transaction of what it tells: what is in the accounts'
 * tables and what the trail says cannot part. Each chain's events are one hash chain.
 */
@Component
final class AccountTrail {

    private static final Logger log = LoggerFactory.getLogger(AccountTrail.class);

    /**
     * So many log-outs are remembered while PostgreSQL is away, which they do not wait for; some 500 bytes each. Past it
     * they are in the log of the service only.
     */
    private static final int MAXIMUM_WAITING = 2_000;

    private record Place(long sequence, String previousHash) {}

    private record Waiting(TrailEntry entry, Instant since) {}

    private final AccountDatabase database;
    private final Clock clock;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAXIMUM_WAITING);

    AccountTrail(AccountDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Writes it in the transaction of the change that it tells. To be the last of the transaction, so that whoever waits for
     * the trail holds nothing that others wait for.
     */
    void append(JdbcClient jdbc, TrailEntry entry) {
        append(jdbc, entry, clock.instant());
    }

    /** Writes what goes with no change of accounts. */
    void append(TrailEntry entry) {
        Instant now = clock.instant();
        database.call(jdbc -> {
            append(jdbc, entry, now);
            return true;
        });
    }

    /** Writes it as soon as PostgreSQL is there, and lets nobody wait for that. */
    void appendLater(TrailEntry entry) {
        if (!waiting.offer(new Waiting(entry, clock.instant()))) {
            log.error("An event of accounts is not in the trail, for too many wait for PostgreSQL: {}", entry);
        }
    }

    /** Writes what waits; what cannot be written yet goes on waiting. For one thread. */
    void appendWaiting() {
        Waiting next = waiting.peek();
        while (next != null) {
            Waiting first = next;
            database.call(jdbc -> {
                append(jdbc, first.entry(), first.since());
                return true;
            });
            waiting.remove();
            next = waiting.peek();
        }
    }

    /**
     * Writes in the transaction of a change that was ordered before it could be made.
     *
     * @param at when it was ordered
     */
    void append(JdbcClient jdbc, TrailEntry entry, Instant at) {
        Place place = nextPlace(jdbc, entry.chainId());
        // PostgreSQL keeps microseconds; what is asked for by time must be what is shown.
        Instant time = at.truncatedTo(ChronoUnit.MICROS);
        byte[] document = AccountEventCodec.write(event(entry, place, time));
        jdbc.sql("""
                        WITH head AS (UPDATE accounts.trail_heads SET hash = :hash WHERE chain_id = :chain)
                        INSERT INTO accounts.trail (chain_id, sequence, store_id, account_id, happened_at, document)
                        VALUES (:chain, :sequence, :store, :account, :time, :document)
                        """)
                .param("hash", HashChain.sealOf(document))
                .param("chain", entry.chainId())
                .param("sequence", place.sequence())
                .param("store", entry.storeId(), Types.VARCHAR)
                .param("account", entry.accountId(), Types.VARCHAR)
                .param("time", Timestamp.from(time))
                .param("document", new String(document, UTF_8))
                .update();
        log.info(
                "Account trail: {} account_id={} username={} role={} store_id={} table_number={} by={}",
                entry.type().wireName(),
                entry.accountId(),
                entry.username(),
                entry.role() == null ? null : entry.role().wireName(),
                entry.storeId(),
                entry.tableNumber(),
                entry.origin().by());
    }

    /** Whoever has it holds the trail's end until the transaction ends. */
    private static Place nextPlace(JdbcClient jdbc, String chainId) {
        return jdbc.sql("""
                        INSERT INTO accounts.trail_heads AS head (chain_id, sequence, hash) VALUES (?, 1, ?)
                        ON CONFLICT (chain_id) DO UPDATE SET sequence = head.sequence + 1 RETURNING sequence, hash
                        """)
                .params(chainId, Head.GENESIS_HASH)
                .query((row, _) -> new Place(row.getLong(1), row.getString(2)))
                .single();
    }

    private static AccountEvent event(TrailEntry entry, Place place, Instant time) {
        Origin origin = entry.origin();
        return new AccountEvent(
                Ids.next(),
                entry.type().wireName(),
                entry.chainId(),
                place.sequence(),
                time,
                entry.storeId(),
                entry.accountId(),
                entry.username(),
                entry.role() == null ? null : entry.role().wireName(),
                entry.tableNumber(),
                origin.by(),
                origin.device(),
                origin.address(),
                origin.userAgent(),
                origin.requestId(),
                place.previousHash(),
                null);
    }
}
