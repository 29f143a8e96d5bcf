package io.tableorder.projector.project;

import io.tableorder.event.OrderStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The part of the read models that a partition's batches touch: loaded where it is not known, changed, flushed. */
final class ReadModel {
    private static final String ADD_COUNTS = """
            INSERT INTO generation.order_counts AS c (log_partition, status, orders)
            SELECT ?, status, orders FROM unnest(?::text[], ?::bigint[]) AS d (status, orders)
            ON CONFLICT (log_partition, status) DO UPDATE SET orders = c.orders + EXCLUDED.orders""";

    /**
     * Kept between the batches of one partition: a hundred busy stores with 20 tables, sessions and orders each, at some
     * 400 bytes a row.
     */
    private static final int MAXIMUM_KNOWN_ROWS = 10_000;

    final Rows<StoreRow> stores;
    final Rows<HeadRow> heads;
    final Rows<CategoryRow> categories;
    final Rows<MenuRow> menus;
    final Rows<TableRow> tables;
    final Rows<SessionRow> sessions;
    final Rows<OrderRow> orders;
    final List<ItemRow> newItems = new ArrayList<>();
    final List<TakenBack> takenBack = new ArrayList<>();
    final List<JournalRow> newJournal = new ArrayList<>();
    final List<StatusTime> statusTimes = new ArrayList<>();

    private final ReadModelTables all;
    private final Map<OrderStatus, Long> countChanges = new EnumMap<>(OrderStatus.class);

    ReadModel(ReadModelTables all) {
        this.all = all;
        this.stores = new Rows<>(all.stores(), StoreRow::key);
        this.heads = new Rows<>(all.heads(), HeadRow::key);
        this.categories = new Rows<>(all.categories(), CategoryRow::key);
        this.menus = new Rows<>(all.menus(), MenuRow::key);
        this.tables = new Rows<>(all.tables(), TableRow::key);
        this.sessions = new Rows<>(all.sessions(), SessionRow::key);
        this.orders = new Rows<>(all.orders(), OrderRow::key);
    }

    /** Whatever of the wanted is not known yet. */
    void load(JdbcTemplate jdbc, Wanted wanted) {
        heads.load(jdbc, wanted.heads);
        stores.load(jdbc, wanted.stores);
        menus.load(jdbc, wanted.menus);
        Set<RowKey> categoriesWanted = new LinkedHashSet<>(wanted.categories);
        known(menus, wanted.menus).forEach(menu -> categoriesWanted.add(menu.categoryKey()));
        categories.load(jdbc, categoriesWanted);
        tables.load(jdbc, wanted.tables);
        orders.load(jdbc, wanted.orders);
        Set<RowKey> sessionsWanted = new LinkedHashSet<>(wanted.sessions);
        known(orders, wanted.orders).forEach(order -> sessionsWanted.add(order.sessionKey()));
        sessions.load(jdbc, sessionsWanted);
    }

    private static <R> Stream<R> known(Rows<R> rows, Set<RowKey> keys) {
        return keys.stream().map(rows::find).filter(Objects::nonNull);
    }

    void countNew(OrderStatus status) {
        countChanges.merge(status, 1L, Long::sum);
    }

    void countMoved(OrderStatus from, OrderStatus to) {
        countChanges.merge(from, -1L, Long::sum);
        countNew(to);
    }

    void flush(JdbcTemplate jdbc, int partition) {
        heads.flush(jdbc);
        stores.flush(jdbc);
        categories.flush(jdbc);
        menus.flush(jdbc);
        tables.flush(jdbc);
        sessions.flush(jdbc);
        orders.flush(jdbc);
        all.items().insert(jdbc, newItems);
        TakenBack.flush(jdbc, all.generation(), takenBack);
        all.journal().insert(jdbc, newJournal);
        if (!countChanges.isEmpty()) {
            jdbc.update(all.generation().sql(ADD_COUNTS), statement -> {
                statement.setInt(1, partition);
                var connection = statement.getConnection();
                statement.setArray(
                        2,
                        connection.createArrayOf("text", countChanges.keySet().toArray()));
                statement.setArray(
                        3,
                        connection.createArrayOf("bigint", countChanges.values().toArray()));
            });
        }
    }

    /**
     * What was flushed is committed. Known stays what orders under way need; the rest is changed too seldom to be worth
     * its memory.
     *
     * @return false when more is known than may be kept
     */
    boolean committed() {
        heads.committed(_ -> true);
        stores.committed(_ -> false);
        categories.committed(_ -> false);
        menus.committed(_ -> false);
        tables.committed(table -> !table.isRemoved());
        sessions.committed(session -> session.endedAt() == null);
        orders.committed(order -> order.status().mayBecome(OrderStatus.COMPLETED));
        newItems.clear();
        takenBack.clear();
        newJournal.clear();
        statusTimes.clear();
        countChanges.clear();
        return heads.size() + tables.size() + sessions.size() + orders.size() <= MAXIMUM_KNOWN_ROWS;
    }
}
