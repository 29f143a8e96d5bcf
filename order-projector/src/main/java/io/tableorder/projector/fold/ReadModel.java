package io.tableorder.projector.fold;

import io.tableorder.event.OrderStatus;
import io.tableorder.projector.table.CallRow;
import io.tableorder.projector.table.CategoryRow;
import io.tableorder.projector.table.HeadRow;
import io.tableorder.projector.table.ItemRow;
import io.tableorder.projector.table.JournalRow;
import io.tableorder.projector.table.LineMark;
import io.tableorder.projector.table.MenuRow;
import io.tableorder.projector.table.OrderRow;
import io.tableorder.projector.table.PrintEvent;
import io.tableorder.projector.table.PrinterRow;
import io.tableorder.projector.table.ReadModelSqlTables;
import io.tableorder.projector.table.RowKey;
import io.tableorder.projector.table.SessionRow;
import io.tableorder.projector.table.StationRow;
import io.tableorder.projector.table.StoreRow;
import io.tableorder.projector.table.TableRow;
import io.tableorder.projector.table.TakenBack;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Holds the rows of the read models that a partition's batches touch: loads them, takes their changes, writes them back. */
public final class ReadModel {
    private static final String ADD_COUNTS = """
            INSERT INTO generation.order_counts AS c (log_partition, status, orders)
            SELECT ?, status, orders FROM unnest(?::text[], ?::bigint[]) AS d (status, orders)
            ON CONFLICT (log_partition, status) DO UPDATE SET orders = c.orders + EXCLUDED.orders""";

    /**
     * So many rows are kept between the batches of one partition: a hundred busy stores with 20 tables, sessions and
     * orders each, at some 400 bytes a row.
     */
    private static final int MAXIMUM_KNOWN_ROWS = 10_000;

    final Rows<StoreRow> stores;
    final Rows<HeadRow> heads;
    final Rows<CategoryRow> categories;
    final Rows<MenuRow> menus;
    final Rows<StationRow> stations;
    final Rows<PrinterRow> printers;
    final Rows<TableRow> tables;
    final Rows<SessionRow> sessions;
    final Rows<OrderRow> orders;
    final Rows<CallRow> calls;
    final List<ItemRow> newItems = new ArrayList<>();
    final List<TakenBack> takenBack = new ArrayList<>();
    final List<LineMark> lineMarks = new ArrayList<>();
    final List<JournalRow> newJournal = new ArrayList<>();
    final List<StatusTime> statusTimes = new ArrayList<>();

    private final ReadModelSqlTables sqlTables;
    private final Map<OrderStatus, Long> countChanges = new EnumMap<>(OrderStatus.class);

    public ReadModel(ReadModelSqlTables sqlTables) {
        this.sqlTables = sqlTables;
        this.stores = new Rows<>(sqlTables.stores(), StoreRow::key);
        this.heads = new Rows<>(sqlTables.heads(), HeadRow::key);
        this.categories = new Rows<>(sqlTables.categories(), CategoryRow::key);
        this.menus = new Rows<>(sqlTables.menus(), MenuRow::key);
        this.stations = new Rows<>(sqlTables.stations(), StationRow::key);
        this.printers = new Rows<>(sqlTables.printers(), PrinterRow::key);
        this.tables = new Rows<>(sqlTables.tables(), TableRow::key);
        this.sessions = new Rows<>(sqlTables.sessions(), SessionRow::key);
        this.orders = new Rows<>(sqlTables.orders(), OrderRow::key);
        this.calls = new Rows<>(sqlTables.calls(), CallRow::key);
    }

    /** Reads the rows that may be touched and are not known yet. */
    public void load(JdbcTemplate jdbc, TouchedRows touched) {
        heads.load(jdbc, touched.heads);
        stores.load(jdbc, touched.stores);
        menus.load(jdbc, touched.menus);
        Set<RowKey> ofMenus = new LinkedHashSet<>(touched.categories);
        known(menus, touched.menus).forEach(menu -> ofMenus.add(menu.categoryKey()));
        categories.load(jdbc, ofMenus);
        stations.load(jdbc, touched.stations);
        printers.load(jdbc, touched.printers);
        tables.load(jdbc, touched.tables);
        orders.load(jdbc, touched.orders);
        Set<RowKey> ofOrders = new LinkedHashSet<>(touched.sessions);
        known(orders, touched.orders).forEach(order -> ofOrders.add(order.sessionKey()));
        sessions.load(jdbc, ofOrders);
        calls.load(jdbc, touched.calls);
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

    /** Returns how long each order was in the status that it left, since the last commit. */
    public List<StatusTime> statusTimes() {
        return List.copyOf(statusTimes);
    }

    /** Returns the check of the stores' hash chains against their heads. */
    public HashChainHeads heads(Lookback lookback) {
        return new HashChainHeads(heads, lookback);
    }

    /** Writes what was changed, within the caller's transaction. */
    public void flush(JdbcTemplate jdbc, int partition) {
        heads.flush(jdbc);
        stores.flush(jdbc);
        categories.flush(jdbc);
        menus.flush(jdbc);
        stations.flush(jdbc);
        printers.flush(jdbc);
        tables.flush(jdbc);
        sessions.flush(jdbc);
        orders.flush(jdbc);
        calls.flush(jdbc);
        sqlTables.items().insert(jdbc, newItems);
        TakenBack.flush(jdbc, sqlTables.generation(), takenBack);
        LineMark.flush(jdbc, sqlTables.generation(), lineMarks);
        sqlTables.journal().insert(jdbc, newJournal);
        PrintEvent.flush(jdbc, sqlTables.generation(), newJournal);
        if (!countChanges.isEmpty()) {
            jdbc.update(sqlTables.generation().sql(ADD_COUNTS), statement -> {
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
    public boolean committed() {
        heads.committed(_ -> true);
        stores.committed(_ -> false);
        categories.committed(_ -> false);
        menus.committed(_ -> false);
        stations.committed(_ -> false);
        printers.committed(_ -> false);
        tables.committed(table -> !table.isRemoved());
        sessions.committed(session -> session.endedAt() == null);
        orders.committed(order -> order.status().mayBecome(OrderStatus.COMPLETED));
        calls.committed(_ -> false);
        newItems.clear();
        takenBack.clear();
        lineMarks.clear();
        newJournal.clear();
        statusTimes.clear();
        countChanges.clear();
        return heads.size() + tables.size() + sessions.size() + orders.size() <= MAXIMUM_KNOWN_ROWS;
    }
}
