package io.tableorder.api.query;

import io.tableorder.api.query.AuditReport.Break;
import io.tableorder.api.query.AuditReport.Fault;
import io.tableorder.api.query.EventLog.Found;
import io.tableorder.event.Position;
import io.tableorder.hold.PartitionEnd;
import io.tableorder.store.Head;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.HashChainLink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Walks a store's hash chain through the journal, by the events' bytes alone, up to where the log ends for the read models. Parked
 * and skipped events are links of it like others: they are in the log, whatever became of them here.
 *
 * <p>Whoever owns the database can alter an event and make all hashes behind it anew. They cannot make the last of them that
 * of the log, so that one is laid beside the log's: if it is the same, so is everything before it.
 */
@Component
final class HashChainAudit {
    /** A page takes some 1 MiB; each is a query of its own, so that an audit of years holds no transaction open. */
    private static final int PAGE = 1_000;

    private static final String LINKS = """
            SELECT sequence, log_partition, log_offset, value, true AS applied FROM orders.journal
            WHERE store_id = :store AND sequence > :after AND sequence <= :last
            UNION ALL
            SELECT p.sequence, p.log_partition, p.log_offset, p.value, false
            FROM (SELECT store_id, sequence, log_partition, log_offset, value FROM orders.parked_events
                  UNION ALL
                  SELECT store_id, sequence, log_partition, log_offset, value FROM orders.skipped_events) p
            WHERE p.store_id = :store AND p.sequence > :after AND p.sequence <= :last
              AND NOT EXISTS (
                  SELECT FROM orders.journal j WHERE j.store_id = p.store_id AND j.sequence = p.sequence)
            ORDER BY sequence, log_offset LIMIT\s""" + PAGE;

    /** The last link before the span, whose hash the first link in it must name. */
    private static final String LINK_BEFORE = """
            SELECT sequence, log_partition, log_offset, value, true AS applied FROM orders.journal
            WHERE store_id = :store AND event_time < :from ORDER BY event_time DESC, sequence DESC LIMIT 1""";

    private static final String HEAD = "SELECT coalesce(max(sequence), 0) FROM orders.stores WHERE store_id = :store";

    /** Times never go back within a store, so a page of the span is found by number, however much is before it. */
    private static final String LAST_UP_TO = """
            SELECT coalesce(greatest(
                (SELECT sequence FROM orders.journal WHERE store_id = :store AND event_time <= :to
                 ORDER BY event_time DESC, sequence DESC LIMIT 1),
                (SELECT max(sequence) FROM orders.parked_events WHERE store_id = :store AND record_time <= :to),
                (SELECT max(sequence) FROM orders.skipped_events WHERE store_id = :store AND record_time <= :to)), 0)""";

    /** @param applied false for one that is parked or left out */
    private record Link(long sequence, Position position, byte[] value, boolean applied) {

        static Link of(ResultSet row) throws SQLException {
            return new Link(
                    row.getLong(1), new Position(row.getInt(2), row.getLong(3)), row.getBytes(4), row.getBoolean(5));
        }
    }

    private final ReadModels readModels;
    private final JournalStarts starts;
    private final LogEnd logEnd;
    private final JdbcClient jdbc;
    private final EventLog log;

    HashChainAudit(ReadModels readModels, JournalStarts starts, LogEnd logEnd, JdbcClient jdbc, EventLog log) {
        this.readModels = readModels;
        this.starts = starts;
        this.logEnd = logEnd;
        this.jdbc = jdbc;
        this.log = log;
    }

    AuditReport verify(String storeId, @Nullable Instant from, @Nullable Instant to) {
        Walk walk = new Walk(storeId);
        if (from != null) {
            readModels.read(() -> before(storeId, from)).forEach(walk::startBehind);
        }
        // Read first: what is in the read models up to there is in every page.
        PartitionEnd end = to == null ? readModels.read(() -> logEnd.inReadModels(storeId)) : null;
        long last = readModels.read(() -> to == null ? head(storeId) : lastUpTo(storeId, to));
        // What came in since, and what the head does not know of, is looked at too when there is no bound.
        long bound = to == null ? Long.MAX_VALUE : last;
        List<Link> page;
        do {
            page = readModels.read(() -> {
                // Months may be dropped between two pages.
                walk.startAtOrBehind(starts.of(storeId));
                return page(storeId, walk.sequence, bound);
            });
            page.stream().takeWhile(_ -> walk.broken == null).forEach(walk::check);
        } while (page.size() == PAGE && walk.broken == null);
        walk.requireUpTo(last);
        if (walk.broken == null) {
            compareWithLog(walk, end != null && end.isInDoubt() ? end : null);
        }
        return walk.report();
    }

    private void compareWithLog(Walk walk, @Nullable PartitionEnd inDoubt) {
        Link last = walk.lastLink;
        if (inDoubt == null && last == null) {
            return;
        }
        try (EventLog.Looking looking = log.look()) {
            if (inDoubt != null) {
                missingAtEnd(looking, inDoubt, walk);
            }
            if (walk.broken == null && last != null) {
                compareWithLog(looking, walk, last);
            }
        }
    }

    private static void missingAtEnd(EventLog.Looking looking, PartitionEnd end, Walk walk) {
        looking.behind(end).stream()
                .filter(found -> found.storeId().equals(walk.storeId) && found.isBeyond(walk.sequence))
                .findFirst()
                .ifPresent(walk::misses);
    }

    private void compareWithLog(EventLog.Looking looking, Walk walk, Link last) {
        switch (differences(looking, last)) {
            case NONE -> walk.comparedWithLog = true;
            case SOME -> walk.broken = firstDifference(looking, walk, last);
            case UNKNOWN -> {}
        }
    }

    private enum Differences {
        NONE,
        SOME,
        UNKNOWN
    }

    private static Differences differences(EventLog.Looking looking, Link link) {
        return switch (looking.at(link.position())) {
            case Found.Event(byte[] value) -> Arrays.equals(value, link.value()) ? Differences.NONE : Differences.SOME;
            case Found.Nothing _ -> Differences.SOME;
            case Found.NoLonger _ -> Differences.UNKNOWN;
        };
    }

    /** An event that is as in the log vouches for all before it, so the first that is not is found by halving. */
    private Break firstDifference(EventLog.Looking looking, Walk walk, Link last) {
        Link differs = last;
        long alike = walk.firstSequence - 1;
        while (differs.sequence() - alike > 1) {
            long middle = alike + (differs.sequence() - alike) / 2;
            Link link = readModels.read(() -> page(walk.storeId, middle - 1, middle)).stream()
                    .findFirst()
                    .orElse(null);
            if (link != null && differences(looking, link) == Differences.SOME) {
                differs = link;
            } else {
                alike = middle;
            }
        }
        String inLog = looking.at(differs.position()) instanceof Found.Event(byte[] value)
                ? HashChain.sealOf(value)
                : "no event there";
        return Walk.fault(differs, Fault.RESEALED, inLog, HashChain.sealOf(differs.value()));
    }

    private List<Link> before(String storeId, Instant from) {
        return jdbc.sql(LINK_BEFORE)
                .param("store", storeId)
                .param("from", Times.storable(from).atOffset(ZoneOffset.UTC))
                .query((row, _) -> Link.of(row))
                .list();
    }

    private long head(String storeId) {
        return jdbc.sql(HEAD).param("store", storeId).query(Long.class).single();
    }

    private long lastUpTo(String storeId, Instant to) {
        return jdbc.sql(LAST_UP_TO)
                .param("store", storeId)
                .param("to", Times.storable(to).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private List<Link> page(String storeId, long after, long last) {
        return jdbc.sql(LINKS)
                .param("store", storeId)
                .param("after", after)
                .param("last", last)
                .query((row, _) -> Link.of(row))
                .list();
    }

    /** A walk has the state of one verification. */
    private static final class Walk {
        private final String storeId;
        private long sequence;
        private String hash = Head.GENESIS_HASH;
        private long events;
        private long notApplied;
        private @Nullable Position first;
        private @Nullable Position last;
        private @Nullable Link lastLink;
        private long firstSequence;
        private boolean comparedWithLog;
        private @Nullable Break broken;

        Walk(String storeId) {
            this.storeId = storeId;
        }

        /**
         * Moves the walk to where the journal begins: the next link must name the hash that was kept of the last one
         * before.
         */
        void startAtOrBehind(JournalStarts.Start start) {
            if (start.sequence() > sequence) {
                sequence = start.sequence();
                hash = start.hash();
            }
        }

        void startBehind(Link link) {
            sequence = link.sequence();
            hash = HashChain.sealOf(link.value());
        }

        void check(Link link) {
            if (link.sequence() <= sequence) {
                // The log holds it twice; the second is parked, and shown as such.
                return;
            }
            if (link.sequence() != sequence + 1) {
                broken = new Break(sequence + 1, null, Fault.MISSING, null, null);
                return;
            }
            HashChainLink stated = HashChainLink.read(link.value(), storeId).orElse(null);
            if (stated == null || !stated.isSealOf(link.value())) {
                String seal = HashChain.sealOf(link.value());
                broken = fault(link, Fault.ALTERED, seal, HashChain.hashOf(hash, link.value()));
            } else if (stated.sequence() != link.sequence()) {
                String found = "sequence " + stated.sequence();
                broken = fault(link, Fault.REORDERED, "sequence " + link.sequence(), found);
            } else if (stated.fitBehind(sequence, hash) == HashChainLink.Fit.UNLINKED) {
                broken = fault(link, Fault.UNLINKED, hash, stated.previousHash());
            } else if (last != null && last.includes(link.position())) {
                String found = link.position().toString();
                broken = fault(link, Fault.REORDERED, "behind " + last, found);
            } else {
                sequence = stated.sequence();
                hash = stated.hash();
                events++;
                notApplied += link.applied() ? 0 : 1;
                firstSequence = first == null ? sequence : firstSequence;
                first = first == null ? link.position() : first;
                last = link.position();
                lastLink = link;
            }
        }

        private static Break fault(Link link, Fault fault, String expected, String found) {
            return new Break(link.sequence(), link.position().toString(), fault, expected, found);
        }

        void requireUpTo(long lastSequence) {
            if (broken == null && sequence < lastSequence) {
                broken = new Break(sequence + 1, null, Fault.MISSING, null, null);
            }
        }

        /** The log holds it at its end, and the journal does not. */
        void misses(PartitionEnd.Found found) {
            HashChainLink link = found.record().link();
            broken = new Break(
                    link == null ? sequence + 1 : link.sequence(),
                    found.record().position().toString(),
                    Fault.MISSING,
                    null,
                    null);
        }

        AuditReport report() {
            return new AuditReport(
                    events,
                    notApplied,
                    first == null ? null : first.toString(),
                    last == null ? null : last.toString(),
                    comparedWithLog,
                    broken == null,
                    broken);
        }
    }
}
