package io.tableorder.projector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Seat;
import io.tableorder.projector.ReadModelDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

class SqlTableTest {
    /** Few rows travel as arrays, many by COPY; nobody must be able to tell. */
    private static final int FEW = 3;

    private static final int MANY = 300;

    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private final SqlTable<OrderRow> orders = OrderRow.table(Generation.FIRST);
    private final SqlTable<ItemRow> items = ItemRow.table(Generation.FIRST);

    @BeforeEach
    void migrate() {
        database.migrated();
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void what_is_inserted_is_read_again_as_it_was(int count) {
        List<OrderRow> rows =
                IntStream.range(0, count).mapToObj(SqlTableTest::order).toList();

        orders.insert(database.jdbc(), rows);

        assertThat(orders.select(
                        database.jdbc(), rows.stream().map(OrderRow::key).toList()))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void a_time_finer_than_postgresql_keeps_is_cut_off_however_it_travels(int count) {
        Instant time = Instant.parse("2026-03-02T09:00:00.000000900Z");
        List<OrderRow> rows = IntStream.range(0, count)
                .mapToObj(i -> order(i).became(OrderStatus.COMPLETED, 2, time, new Position(0, i)))
                .toList();

        orders.insert(database.jdbc(), rows);

        assertThat(database.jdbc()
                        .queryForList("SELECT DISTINCT completed_at FROM orders.orders", OffsetDateTime.class))
                .extracting(OffsetDateTime::toInstant)
                .containsExactly(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void texts_are_written_as_they_are(int count) {
        String note = "덜 맵게, \"{중괄호}\" \\ \t\n NULL \\N 🌶";
        List<ItemRow> rows =
                IntStream.range(0, count).mapToObj(i -> item(i, note)).toList();

        items.insert(database.jdbc(), rows);

        assertThat(database.texts("SELECT DISTINCT note FROM orders.order_items"))
                .containsExactly(note);
        assertThat(database.count("order_items")).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void a_row_that_is_there_already_is_refused_and_none_written(int count) {
        items.insert(database.jdbc(), List.of(item(count - 1, "first")));

        assertThatThrownBy(() -> items.insert(
                        database.jdbc(),
                        IntStream.range(0, count)
                                .mapToObj(i -> item(i, "second"))
                                .toList()))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(database.texts("SELECT note FROM orders.order_items")).containsExactly("first");
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void text_that_postgresql_cannot_hold_is_refused_as_a_fault_of_the_data(int count) {
        List<ItemRow> rows =
                IntStream.range(0, count).mapToObj(i -> item(i, "zero \0")).toList();

        assertThatThrownBy(() -> items.insert(database.jdbc(), rows))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void a_connection_serves_on_after_a_refused_copy() {
        assertThatThrownBy(() -> database.transactions()
                        .executeWithoutResult(_ -> items.insert(
                                database.jdbc(),
                                IntStream.range(0, MANY)
                                        .mapToObj(_ -> item(1, "same key"))
                                        .toList())))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(database.count("order_items")).isZero();
    }

    private static OrderRow order(int number) {
        Instant time = Instant.parse("2026-03-02T09:00:00.123456Z").plusSeconds(number);
        boolean odd = number % 2 == 1;
        return new OrderRow(
                "store",
                "order-" + number,
                number,
                LocalDate.of(1999, 12, 30).plusDays(number),
                3,
                new Position(7, Integer.MAX_VALUE + (long) number),
                new Seat("session", "table", number),
                OrderStatus.values()[number % OrderStatus.values().length],
                Long.MAX_VALUE - number,
                new OrderTimes(
                        time,
                        odd ? time.plusMillis(1) : null,
                        odd ? null : time.plusMillis(2),
                        odd ? time.plusMillis(3) : null,
                        time.plusMillis(4)));
    }

    private static ItemRow item(int number, String note) {
        return new ItemRow("store", "order-" + number, 1, new OrderLine("1", "menu", "비빔밥", 9_000, 2, note));
    }
}
