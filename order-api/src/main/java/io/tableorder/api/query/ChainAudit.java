package io.tableorder.api.query;

import io.tableorder.api.query.AuditReport.Break;
import io.tableorder.api.query.AuditReport.Fault;
import io.tableorder.event.Position;
import io.tableorder.store.Head;
import io.tableorder.wire.HashChain;
import io.tableorder.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Walks a store's chain through the journal, by the events' bytes alone. Parked and skipped events are links of it like
 * others: they are in the log, whatever became of them here.
 */
@Component
final class ChainAudit {
    /** Some 1 MiB a page; each is a query of its own, so that an audit of years holds no transaction open. */
    private static final int PAGE = 1_000;

    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Instant FAR_AHEAD = Instant.parse("3000-01-01T00:00:00Z");

    private static final String LINKS = """
            SELECT sequence, log_partition, log_offset, value FROM orders.journal
            WHERE store_id = :store AND sequence > :after AND event_time <= :to
            UNION ALL
            SELECT p.sequence, p.log_partition, p.log_offset, p.value
            FROM (SELECT store_id, sequence, log_partition, log_offset, value, record_time FROM orders.parked_events
                  UNION ALL
                  SELECT store_id, sequence, log_partition, log_offset, value, record_time FROM orders.skipped_events) p
            WHERE p.store_id = :store AND p.sequence > :after AND p.record_time <= :to
              AND NOT EXISTS (
                  SELECT FROM orders.journal j WHERE j.store_id = p.store_id AND j.sequence = p.sequence)
            ORDER BY sequence, log_offset LIMIT\s""" + PAGE;

    /** The last link before the span, whose hash the first link in it must name. */
    private static final String LINK_BEFORE = """
            SELECT sequence, log_partition, log_offset, value FROM orders.journal
            WHERE store_id = :store AND event_time < :from ORDER BY event_time DESC, sequence DESC LIMIT 1""";

    private static final String LAST_SEQUENCE =
            "SELECT coalesce(max(sequence), 0) FROM orders.stores WHERE store_id = ?";

    private record Link(long sequence, Position position, byte[] value) {}

    private final ReadModels readModels;
    private final JdbcClient jdbc;

    ChainAudit(ReadModels readModels, JdbcClient jdbc) {
        this.readModels = readModels;
        this.jdbc = jdbc;
    }

    AuditReport verify(String storeId, @Nullable Instant from, @Nullable Instant to) {
        Walk walk = new Walk();
        if (from != null) {
            readModels.read(() -> before(storeId, from)).forEach(walk::startBehind);
        }
        Instant until = to == null ? FAR_AHEAD : to;
        long last = to != null ? 0 : readModels.read(() -> lastSequence(storeId));
        List<Link> page;
        do {
            long after = walk.sequence;
            page = readModels.read(() -> page(storeId, after, until));
            page.stream().takeWhile(_ -> walk.broken == null).forEach(walk::check);
        } while (page.size() == PAGE && walk.broken == null);
        walk.requireUpTo(last);
        return walk.report();
    }

    private List<Link> before(String storeId, Instant from) {
        return jdbc.sql(LINK_BEFORE)
                .param("store", storeId)
                .param("from", (from.isBefore(LONG_AGO) ? LONG_AGO : from).atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Link(row.getLong(1), new Position(row.getInt(2), row.getLong(3)), row.getBytes(4)))
                .list();
    }

    private long lastSequence(String storeId) {
        return jdbc.sql(LAST_SEQUENCE).param(storeId).query(Long.class).single();
    }

    private List<Link> page(String storeId, long after, Instant to) {
        return jdbc.sql(LINKS)
                .param("store", storeId)
                .param("after", after)
                .param("to", (to.isAfter(FAR_AHEAD) ? FAR_AHEAD : to).atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Link(row.getLong(1), new Position(row.getInt(2), row.getLong(3)), row.getBytes(4)))
                .list();
    }

    /** The state of one verification. */
    private static final class Walk {
        private long sequence;
        private String hash = Head.GENESIS_HASH;
        private long events;
        private @Nullable Position first;
        private @Nullable Position last;
        private @Nullable Break broken;

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
            String seal = HashChain.sealOf(link.value());
            String expected = HashChain.hashOf(hash, link.value());
            if (!seal.equals(expected)) {
                broken = explain(link, seal, expected);
                return;
            }
            sequence = link.sequence();
            hash = seal;
            events++;
            first = first == null ? link.position() : first;
            last = link.position();
        }

        /** The bytes agree with themselves if their hash is right for the previous hash they name. */
        private Break explain(Link link, String seal, String expected) {
            String named = previousHashOf(link.value());
            String position = link.position().toString();
            return HashChain.hashOf(named, link.value()).equals(seal)
                    ? new Break(link.sequence(), position, Fault.UNLINKED, hash, named)
                    : new Break(link.sequence(), position, Fault.ALTERED, seal, expected);
        }

        private static String previousHashOf(byte[] value) {
            try {
                JsonNode json = Json.mapper().readTree(value);
                return json.path("prev_hash").asString("");
            } catch (JacksonException notEvenJson) {
                return "";
            }
        }

        void requireUpTo(long lastSequence) {
            if (broken == null && sequence < lastSequence) {
                broken = new Break(sequence + 1, null, Fault.MISSING, null, null);
            }
        }

        AuditReport report() {
            return new AuditReport(
                    events,
                    first == null ? null : first.toString(),
                    last == null ? null : last.toString(),
                    broken == null,
                    broken);
        }
    }
}
