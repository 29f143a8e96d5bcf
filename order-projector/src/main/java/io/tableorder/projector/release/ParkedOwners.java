package io.tableorder.projector.release;

import io.tableorder.event.Position;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** This says whose a parked event is. */
@Component
final class ParkedOwners {
    private static final String CHAIN = """
            SELECT coalesce(s.chain_id, '')
            FROM orders.parked_events p LEFT JOIN orders.stores s USING (store_id)
            WHERE p.log_partition = ? AND p.log_offset = ?""";

    /** Stands for the chain of an event whose store is not known here. */
    static final String NO_CHAIN = "";

    private final JdbcTemplate jdbc;

    ParkedOwners(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns nothing when nothing is parked there, else a single chain. */
    List<String> chainOf(Position position) {
        return jdbc.queryForList(CHAIN, String.class, position.partition(), position.offset());
    }
}
