package io.tableorder.api.query;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds ended sessions of tables, the latest begun first. */
interface SessionHistory extends Repository<SessionEntity, String> {
    @Query("""
            SELECT s FROM SessionEntity s
            WHERE s.storeId = :storeId AND s.tableId IN :tableIds AND s.endedAt IS NOT NULL
              AND s.startedAt >= :start AND s.startedAt < :end
              AND (s.startedAt < :cursorTime OR (s.startedAt = :cursorTime AND s.sessionId < :cursorId))
            ORDER BY s.startedAt DESC, s.sessionId DESC""")
    List<SessionEntity> page(
            String storeId,
            Collection<String> tableIds,
            Instant start,
            Instant end,
            Instant cursorTime,
            String cursorId,
            Limit limit);

    default List<SessionEntity> endedSessions(
            String storeId, Collection<String> tableIds, Days days, @Nullable HistoryCursor behind, int limit) {
        HistoryCursor cursor = behind == null ? new HistoryCursor(days.end(), "") : behind;
        return page(
                storeId, tableIds, days.start(), days.end(), cursor.startedAt(), cursor.sessionId(), Limit.of(limit));
    }
}
