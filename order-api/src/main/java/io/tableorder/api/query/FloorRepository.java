package io.tableorder.api.query;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds tables and sessions. */
interface FloorRepository extends Repository<TableEntity, String> {
    @Query("SELECT t FROM TableEntity t WHERE t.storeId = :storeId AND t.removedAt IS NULL ORDER BY t.tableNumber")
    List<TableEntity> tables(String storeId);

    /** Finds a table, also one that has been removed. */
    @Query("SELECT t FROM TableEntity t WHERE t.storeId = :storeId AND t.tableId = :tableId")
    Optional<TableEntity> table(String storeId, String tableId);

    @Query("""
            SELECT t FROM TableEntity t WHERE t.storeId = :storeId AND t.removedAt IS NOT NULL
            ORDER BY t.removedAt DESC, t.tableId""")
    List<TableEntity> removedTables(String storeId, Limit limit);

    @Query("""
            SELECT t.tableId FROM TableEntity t
            WHERE t.storeId = :storeId AND t.tableNumber = :tableNumber AND t.removedAt IS NOT NULL
            ORDER BY t.removedAt DESC""")
    List<String> removedNumbered(String storeId, int tableNumber, Limit limit);

    /** Finds sessions at the table that have ended since then, of those that began no earlier than they can have. */
    @Query("""
            SELECT s.sessionId FROM SessionEntity s
            WHERE s.storeId = :storeId AND s.tableId = :tableId AND s.endedAt > :since AND s.startedAt >= :earliest""")
    List<String> endedSince(String storeId, String tableId, Instant since, Instant earliest, Limit limit);

    @Query("SELECT s FROM SessionEntity s WHERE s.storeId = :storeId AND s.sessionId IN :sessionIds")
    List<SessionEntity> sessions(String storeId, Collection<String> sessionIds);
}
