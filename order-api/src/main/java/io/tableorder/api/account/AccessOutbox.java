package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.access.AccessCodec;
import io.tableorder.access.AccessEnd;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.access.AccessRecords;
import io.tableorder.operability.access.AccessTopicListener;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.health.LivenessCheck;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends access in all services, and loses no end: what goes with a change of accounts stands in its transaction and is sent
 * until Kafka has it; what needs no change goes to Kafka at once, and into the database only if Kafka is away.
 */
@Component
final class AccessOutbox extends BackgroundTask implements AccessTopicListener, LivenessCheck {

    private static final Logger log = LoggerFactory.getLogger(AccessOutbox.class);

    /** An answer waits so long for Kafka at most; after that the end is sent behind its back. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(1_500);

    /** Between two looks for what is not sent yet: of this instance, or of one that died. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Sent in one round; a lost topic is filled again in several. */
    private static final int MAXIMUM_SENT = 500;

    /** Between two removals of what has expired, in rounds: some minutes. */
    private static final int ROUNDS_BETWEEN_PURGES = 150;

    private record Unpublished(String endId, String document) {}

    private final AccountDatabase database;
    private final AccessEnds ends;
    private final AccessRecords records;
    private final Clock clock;
    private volatile boolean mayBeForgotten;

    AccessOutbox(AccountDatabase database, AccessEnds ends, AccessRecords records, Clock clock) {
        super("access-outbox");
        this.database = database;
        this.ends = ends;
        this.records = records;
        this.clock = clock;
    }

    /** Notes the end in the transaction of the change that it is about. {@link #publish} comes after that. */
    static AccessEnd add(JdbcClient jdbc, AccessEnd end) {
        insert(jdbc, end, false);
        return end;
    }

    private static int insert(JdbcClient jdbc, AccessEnd end, boolean published) {
        return jdbc.sql("""
                        INSERT INTO accounts.access_ends (end_id, document, ended_at, published) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                .params(end.key(), new String(AccessCodec.write(end), UTF_8), Timestamp.from(end.endedAt()), published)
                .update();
    }

    /** Ends it here at once, and in the other services before this returns unless Kafka is away. */
    void publish(@Nullable AccessEnd end) {
        if (end == null) {
            return;
        }
        ends.add(end);
        if (isWritten(end)) {
            inBackground(jdbc -> markPublished(jdbc, List.of(end.key())));
        } else {
            log.warn("Kafka has not taken yet that access ended: {}; it is tried again", end.key());
        }
    }

    /**
     * Ends what no row of an account stands for, also while PostgreSQL is away.
     *
     * @throws ProblemException 503 if Kafka is away too
     */
    void end(AccessEnd end) {
        if (isWritten(end)) {
            // Should the topic be lost. Nobody waits for it.
            inBackground(jdbc -> insert(jdbc, end, true));
        } else {
            database.call(jdbc -> insert(jdbc, end, false));
        }
        ends.add(end);
    }

    /** Ends it in all services, and returns false while Kafka is away: nothing has ended then. */
    boolean tell(AccessEnd end) {
        if (!isWritten(end)) {
            return false;
        }
        ends.add(end);
        return true;
    }

    /**
     * Notes in the transaction of a deferred change that it is made, and returns false if it was before. Of two instances that make
     * it at once, the second waits here for the first.
     */
    static boolean note(JdbcClient jdbc, AccessEnd.Deferring made) {
        return insert(jdbc, made, true) == 1;
    }

    /** Returns the keys of those that are made. */
    static Set<String> noted(JdbcClient jdbc, Collection<String> keys) {
        return Set.copyOf(jdbc.sql("SELECT end_id FROM accounts.access_ends WHERE end_id IN (:keys)")
                .param("keys", keys)
                .query(String.class)
                .list());
    }

    private boolean isWritten(AccessEnd end) {
        return isTaken(records.write(end), LONGEST_WAIT);
    }

    /** At most as many at once as there are requests that end access; each ends within the database's deadline. */
    private void inBackground(Function<JdbcClient, Integer> work) {
        Thread.startVirtualThread(() -> {
            try {
                database.call(work);
            } catch (RuntimeException away) {
                log.debug("Not noted: {}", away.toString());
            }
        });
    }

    private static int markPublished(JdbcClient jdbc, List<String> endIds) {
        return jdbc.sql("UPDATE accounts.access_ends SET published = true WHERE end_id IN (:end_ids)")
                .param("end_ids", endIds)
                .update();
    }

    @Override
    public void mayHaveForgotten() {
        mayBeForgotten = true;
    }

    @Override
    void run() {
        for (int round = 0; !Thread.currentThread().isInterrupted(); round++) {
            try {
                Thread.sleep(PAUSE);
                if (mayBeForgotten) {
                    mayBeForgotten = false;
                    database.call(jdbc -> jdbc.sql("UPDATE accounts.access_ends SET published = false WHERE published")
                            .update());
                }
                publishWaiting();
                if (round % ROUNDS_BETWEEN_PURGES == 0) {
                    database.call(this::purge);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException away) {
                log.debug("Ends of access wait: {}", away.toString());
            }
        }
    }

    private void publishWaiting() {
        List<Unpublished> waiting = database.call(jdbc -> jdbc.sql("""
                        SELECT end_id, document FROM accounts.access_ends WHERE NOT published ORDER BY ended_at LIMIT ?
                        """)
                .param(MAXIMUM_SENT)
                .query((row, _) -> new Unpublished(row.getString(1), row.getString(2)))
                .list());
        List<String> written = new ArrayList<>();
        for (Unpublished next : waiting) {
            AccessEnd end = AccessCodec.read(next.document().getBytes(UTF_8));
            ends.add(end);
            if (!isWritten(end)) {
                break;
            }
            written.add(next.endId());
        }
        // One statement for the round. If it fails, they are sent once more, which changes nothing.
        if (!written.isEmpty()) {
            database.call(jdbc -> markPublished(jdbc, written));
        }
    }

    private int purge(JdbcClient jdbc) {
        jdbc.sql("DELETE FROM accounts.devices WHERE expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql("DELETE FROM accounts.access_ends WHERE ended_at < ? AND published")
                .param(Timestamp.from(clock.instant().minus(AccessEnds.KEPT)))
                .update();
    }

    @Override
    public boolean isAlive() {
        return hasNotEnded();
    }
}
