package io.tableorder.projector.project;

import io.tableorder.event.OrderStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The part of the read models that one batch touches, in memory between one load and one flush. */
final class ReadModel {
    private static final String ADD_COUNTS = """
            INSERT INTO generation.order_counts AS c (log_partition, status, orders)
            SELECT ?, status, orders FROM unnest(?::text[], ?::bigint[]) AS d (status, orders)
            ON CONFLICT (log_partition, status) DO UPDATE SET orders = c.orders + EXCLUDED.orders""";

    final Rows<StoreRow> stores;
    final Rows<HeadRow> heads;
    final Rows<CategoryRow> categories;
    final Rows<MenuRow> menus;
    final Rows<TableRow> tables;
    final Rows<SessionRow> sessions;
    final Rows<OrderRow> orders;
    final List<ItemRow> newItems = new ArrayList<>();
    final List<JournalRow> newJournal = new ArrayList<>();
    final List<StatusTime> statusTimes = new ArrayList<>();

    private final ReadModelTables all;
    private final Map<OrderStatus, Long> countChanges = new EnumMap<>(OrderStatus.class);

    private ReadModel(ReadModelTables all) {
        this.all = all;
        this.stores = new Rows<>(all.stores(), StoreRow::key);
        this.heads = new Rows<>(all.heads(), HeadRow::key);
        this.categories = new Rows<>(all.categories(), CategoryRow::key);
        this.menus = new Rows<>(all.menus(), MenuRow::key);
        this.tables = new Rows<>(all.tables(), TableRow::key);
        this.sessions = new Rows<>(all.sessions(), SessionRow::key);
        this.orders = new Rows<>(all.orders(), OrderRow::key);
    }

    static ReadModel load(ReadModelTables all, JdbcTemplate jdbc, Wanted wanted) {
        ReadModel model = new ReadModel(all);
        model.heads.load(jdbc, wanted.heads);
        model.stores.load(jdbc, wanted.stores);
        model.menus.load(jdbc, wanted.menus);
        Set<RowKey> categories = new LinkedHashSet<>(wanted.categories);
        model.menus.loaded().forEach(menu -> categories.add(menu.categoryKey()));
        model.categories.load(jdbc, categories);
        model.tables.load(jdbc, wanted.tables);
        model.orders.load(jdbc, wanted.orders);
        Set<RowKey> sessions = new LinkedHashSet<>(wanted.sessions);
        model.orders.loaded().forEach(order -> sessions.add(order.sessionKey()));
        model.sessions.load(jdbc, sessions);
        return model;
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
}
