package io.tableorder.projector.rebuild;

import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.Generation.State;
import io.tableorder.projector.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the rows of {@code orders.generations}. */
final class Generations {
    /**
     * @param accepted the reason for which its differences were accepted at its switch
     * @param switchedAt when it last became live
     * @param replacedAt when it last ceased to be
     */
    record Row(
            Generation generation,
            State state,
            String why,
            @Nullable String accepted,
            Instant createdAt,
            @Nullable Instant switchedAt,
            @Nullable Instant replacedAt) {}

    private final JdbcTemplate jdbc;

    Generations(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the oldest first. */
    List<Row> all() {
        return jdbc.query("SELECT * FROM orders.generations", (row, _) -> read(row)).stream()
                .sorted(Comparator.comparingInt(row -> row.generation().number()))
                .toList();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                new Generation(row.getString("schema")),
                State.ofColumnValue(row.getString("state")),
                row.getString("why"),
                row.getString("accepted"),
                Times.get(row, "created_at"),
                Times.find(row, "switched_at"),
                Times.find(row, "replaced_at"));
    }

    Generation live() {
        return in(State.LIVE).findFirst().orElseThrow().generation();
    }

    Optional<Generation> building() {
        return in(State.BUILDING).map(Row::generation).findFirst();
    }

    /** Returns the one that was live before the present one. */
    Optional<Generation> previous() {
        return in(State.PREVIOUS)
                .max(Comparator.comparing(Row::replacedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(Row::generation);
    }

    private Stream<Row> in(State state) {
        return all().stream().filter(row -> row.state() == state);
    }

    Generation next() {
        return Generation.ofNumber(all().getLast().generation().number() + 1);
    }

    void begin(Generation generation, String why) {
        jdbc.update(
                "INSERT INTO orders.generations (schema, state, why) VALUES (?, ?, ?)",
                generation.schema(),
                State.BUILDING.columnValue(),
                why);
    }

    void switchOver(Generation from, Generation to, @Nullable String accepted) {
        jdbc.update(
                "UPDATE orders.generations SET state = 'previous', replaced_at = now() WHERE schema = ?",
                from.schema());
        jdbc.update(
                "UPDATE orders.generations SET state = 'live', switched_at = now(), accepted = ? WHERE schema = ?",
                accepted,
                to.schema());
    }

    void forget(Generation generation) {
        jdbc.update("DELETE FROM orders.generations WHERE schema = ?", generation.schema());
    }
}
