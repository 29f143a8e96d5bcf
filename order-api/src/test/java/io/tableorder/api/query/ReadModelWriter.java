package io.tableorder.api.query;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.store.StoreState;
import io.tableorder.wire.DetailsJson;
import io.tableorder.wire.EventTypes;
import io.tableorder.wire.Json;
import io.tableorder.wire.OptionsJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fills order-projector's own tables, one event at a time and in the plainest way. */
public final class ReadModelWriter {
    private final JdbcTemplate jdbc;
    private final Map<Integer, Long> lastOffsets = new HashMap<>();

    public ReadModelWriter(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
        Flyway.configure()
                .dataSource(database)
                .schemas("orders")
                .locations("filesystem:../order-projector/src/main/resources/db/projection")
                .load()
                .migrate();
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /** The ends of transactions take offsets as well, so every other one is an event's. */
    Position nextPosition(int partition) {
        return new Position(partition, lastOffsets.merge(partition, 0L, (last, _) -> last + 2));
    }

    public void write(RecordedEvent recorded, byte[] value, StoreState after) {
        journal(recorded, value);
        floor(recorded, after);
        state(recorded, after);
        jdbc.update("""
                INSERT INTO orders_g1.projection_position VALUES (?, ?, ?, now())
                ON CONFLICT (log_partition) DO UPDATE SET next_offset = EXCLUDED.next_offset""", recorded.position().partition(), recorded.position().offset() + 1, time(recorded.time()));
    }

    /** As retention does: the store's journal begins behind that event. */
    void drop(String storeId, long lastSequence) {
        jdbc.update("""
                INSERT INTO orders.journal_start
                SELECT store_id, log_partition, log_offset, sequence, hash, event_time FROM orders_g1.journal
                WHERE store_id = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1
                ON CONFLICT (store_id) DO UPDATE SET sequence = EXCLUDED.sequence, hash = EXCLUDED.hash,
                    log_offset = EXCLUDED.log_offset, event_time = EXCLUDED.event_time""", storeId, lastSequence);
        jdbc.update("DELETE FROM orders_g1.journal WHERE store_id = ? AND sequence <= ?", storeId, lastSequence);
    }

    private static @Nullable Timestamp time(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private void journal(RecordedEvent recorded, byte[] value) {
        jdbc.queryForList("SELECT orders.provide_journal_month('orders_g1', ?)", time(recorded.time()));
        jdbc.update(
                "INSERT INTO orders_g1.journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                recorded.position().partition(),
                recorded.position().offset(),
                recorded.storeId(),
                recorded.sequence(),
                recorded.eventId(),
                EventTypes.nameOf(recorded.event()),
                recorded.subject(),
                recorded.event() instanceof OrderEvent order ? order.version() : null,
                time(recorded.time()),
                recorded.stamp().actor().role().wireName(),
                recorded.stamp().actor().id(),
                recorded.stamp().requestId(),
                recorded.stamp().commandId(),
                recorded.previousHash(),
                recorded.hash(),
                value);
    }

    private void floor(RecordedEvent recorded, StoreState after) {
        String store = recorded.storeId();
        switch (recorded.event()) {
            case StoreLifecycleEvent _, CatalogueEvent _, StationEvent _, PrinterEvent _, OperatorEvent _ -> {}
            case CallEvent.Made made ->
                jdbc.update(
                        "INSERT INTO orders_g1.calls VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                        store,
                        made.callId(),
                        made.kind(),
                        made.sessionId(),
                        made.tableId(),
                        made.tableNumber(),
                        time(recorded.time()));
            case CallEvent.Moved moved ->
                jdbc.update(
                        "UPDATE orders_g1.calls SET session_id = ?, table_id = ?, table_number = ? WHERE call_id = ?",
                        moved.sessionId(),
                        moved.tableId(),
                        moved.tableNumber(),
                        moved.callId());
            case CallEvent.Ended ended ->
                jdbc.update(
                        "UPDATE orders_g1.calls SET ended_at = ?, outcome = ? WHERE call_id = ?",
                        time(recorded.time()),
                        ended.outcome().name(),
                        ended.callId());
            case TableEvent.Added(var id, var number) ->
                jdbc.update(
                        "INSERT INTO orders_g1.tables VALUES (?, ?, ?, NULL, ?, NULL)",
                        store,
                        id,
                        number,
                        time(recorded.time()));
            case TableEvent.Changed changed ->
                jdbc.update(
                        "UPDATE orders_g1.tables SET table_number = ?, table_name = ?, area = ? WHERE table_id = ?",
                        changed.tableNumber(),
                        changed.tableName(),
                        changed.area(),
                        changed.tableId());
            case TableEvent.AccessRenewed renewed ->
                jdbc.update(
                        "UPDATE orders_g1.tables SET access_since = ? WHERE table_id = ?",
                        time(recorded.time()),
                        renewed.tableId());
            case TableEvent.Removed removed ->
                jdbc.update(
                        "UPDATE orders_g1.tables SET removed_at = ? WHERE store_id = ? AND table_id = ?",
                        time(recorded.time()),
                        store,
                        removed.tableId());
            case SessionEvent.Started started ->
                jdbc.update(
                        "INSERT INTO orders_g1.sessions VALUES (?, ?, ?, ?, ?, NULL, 0, 0)",
                        store,
                        started.sessionId(),
                        started.tableId(),
                        started.tableNumber(),
                        time(recorded.time()));
            case SessionEvent.Ended ended ->
                jdbc.update(
                        "UPDATE orders_g1.sessions SET ended_at = ? WHERE store_id = ? AND session_id = ?",
                        time(recorded.time()),
                        store,
                        ended.sessionId());
            case SessionEvent.Moved moved ->
                jdbc.update(
                        "UPDATE orders_g1.sessions SET table_id = ?, table_number = ?, seated_at = ? WHERE session_id = ?",
                        moved.tableId(),
                        moved.tableNumber(),
                        time(recorded.time()),
                        moved.sessionId());
            case SessionEvent.Merged merged ->
                jdbc.update(
                        "UPDATE orders_g1.sessions SET ended_at = ?, merged_into = ?, total_amount = 0, order_count = 0"
                                + " WHERE session_id = ?",
                        time(recorded.time()),
                        merged.intoSessionId(),
                        merged.sessionId());
            case SessionEvent.Split split -> {
                if (split.closed()) {
                    jdbc.update(
                            "INSERT INTO orders_g1.sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            store,
                            split.newSessionId(),
                            split.newTableId(),
                            split.newTableNumber(),
                            time(recorded.time()),
                            time(recorded.time()),
                            split.newTotalAmount(),
                            split.newOrderCount());
                }
            }
            case OrderEvent.Placed placed -> place(recorded, placed);
            case OrderEvent.ItemRemoved removed -> takeBack(recorded, removed);
            case OrderEvent.LinesMoved moved -> {
                moved.lines().forEach(line -> takeBack(moved.orderId(), line.itemId(), line.quantity()));
                reduce(recorded, moved, moved.totalAmount());
            }
            case OrderEvent.Moved moved -> takeAlong(recorded, moved);
            case OrderEvent.SplitOff split -> splitOff(recorded, split);
            case OrderEvent.LinesCompleted completed -> mark(recorded, completed, completed.itemIds(), true);
            case OrderEvent.LinesReopened reopened -> mark(recorded, reopened, reopened.itemIds(), false);
            case OrderEvent event -> move(recorded, event);
        }
        after.floor().tables().values().forEach(table -> {
            var session = table.session();
            jdbc.update(
                    "UPDATE orders_g1.tables SET session_id = ? WHERE store_id = ? AND table_id = ?",
                    session == null ? null : session.sessionId(),
                    store,
                    table.tableId());
            if (session != null) {
                jdbc.update(
                        "UPDATE orders_g1.sessions SET total_amount = ?, order_count = ? WHERE session_id = ?",
                        session.totalAmount(),
                        session.orderCount(),
                        session.sessionId());
            }
        });
    }

    private void place(RecordedEvent recorded, OrderEvent.Placed placed) {
        jdbc.update(
                "INSERT INTO orders_g1.orders VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, 'PENDING', ?, ?, NULL, NULL, NULL, ?)",
                recorded.storeId(),
                placed.orderId(),
                placed.orderNumber(),
                placed.businessDay(),
                recorded.position().partition(),
                recorded.position().offset(),
                placed.sessionId(),
                placed.tableId(),
                placed.tableNumber(),
                placed.totalAmount(),
                time(recorded.time()),
                time(recorded.time()));
        lines(recorded.storeId(), placed.orderId(), placed.items());
    }

    private void lines(String storeId, String orderId, List<OrderLine> items) {
        items.forEach(line -> jdbc.update(
                "INSERT INTO orders_g1.order_items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)",
                storeId,
                orderId,
                Integer.parseInt(line.itemId()),
                line.itemId(),
                line.menuId(),
                line.menuName(),
                line.unitPrice(),
                line.quantity(),
                line.subtotal(),
                line.note(),
                OptionsJson.ofChoices(line.options()),
                line.completed()));
    }

    private void takeBack(RecordedEvent recorded, OrderEvent.ItemRemoved removed) {
        takeBack(removed.orderId(), removed.itemId(), removed.quantity());
        reduce(recorded, removed, removed.totalAmount());
    }

    private void takeBack(String orderId, String itemId, int quantity) {
        jdbc.update(
                "UPDATE orders_g1.order_items SET quantity = quantity - ?, subtotal = unit_price * (quantity - ?)"
                        + " WHERE order_id = ? AND item_id = ?",
                quantity,
                quantity,
                orderId,
                itemId);
        jdbc.update("DELETE FROM orders_g1.order_items WHERE order_id = ? AND quantity = 0", orderId);
    }

    private void mark(RecordedEvent recorded, OrderEvent event, List<String> itemIds, boolean completed) {
        itemIds.forEach(itemId -> jdbc.update(
                "UPDATE orders_g1.order_items SET completed = ? WHERE order_id = ? AND item_id = ?",
                completed,
                event.orderId(),
                itemId));
        jdbc.update(
                "UPDATE orders_g1.orders SET version = ?, log_offset = ?, updated_at = ? WHERE order_id = ?",
                event.version(),
                recorded.position().offset(),
                time(recorded.time()),
                event.orderId());
    }

    private void reduce(RecordedEvent recorded, OrderEvent event, long left) {
        jdbc.update(
                "UPDATE orders_g1.orders SET total_amount = ?, version = ?, log_offset = ?, updated_at = ? WHERE order_id = ?",
                left,
                event.version(),
                recorded.position().offset(),
                time(recorded.time()),
                event.orderId());
    }

    private void takeAlong(RecordedEvent recorded, OrderEvent.Moved moved) {
        jdbc.update(
                "UPDATE orders_g1.orders SET session_id = ?, table_id = ?, table_number = ?, version = ?, log_offset = ?,"
                        + " updated_at = ? WHERE order_id = ?",
                moved.sessionId(),
                moved.tableId(),
                moved.tableNumber(),
                moved.version(),
                recorded.position().offset(),
                time(recorded.time()),
                moved.orderId());
    }

    private void splitOff(RecordedEvent recorded, OrderEvent.SplitOff split) {
        jdbc.update(
                "INSERT INTO orders_g1.orders VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, ?)",
                recorded.storeId(),
                split.orderId(),
                split.orderNumber(),
                split.businessDay(),
                recorded.position().partition(),
                recorded.position().offset(),
                split.sessionId(),
                split.tableId(),
                split.tableNumber(),
                split.status().name(),
                split.totalAmount(),
                time(split.orderedAt()),
                time(recorded.time()));
        lines(recorded.storeId(), split.orderId(), split.items());
    }

    private void move(RecordedEvent recorded, OrderEvent event) {
        if (event instanceof OrderEvent.StatusChanged changed && changed.from() == OrderStatus.COMPLETED) {
            jdbc.update("UPDATE orders_g1.order_items SET completed = NULL WHERE order_id = ?", event.orderId());
        }
        String status =
                event instanceof OrderEvent.StatusChanged changed ? changed.to().name() : "CANCELLED";
        jdbc.update(
                "UPDATE orders_g1.orders SET status = ?, version = ?, log_offset = ?, updated_at = ?, "
                        + status.toLowerCase(Locale.ROOT) + "_at = ? WHERE order_id = ?",
                status,
                event.version(),
                recorded.position().offset(),
                time(recorded.time()),
                time(recorded.time()),
                event.orderId());
    }

    private void state(RecordedEvent recorded, StoreState after) {
        String store = recorded.storeId();
        var profile = Objects.requireNonNull(after.profile());
        jdbc.update(
                """
                INSERT INTO orders_g1.stores VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (store_id) DO UPDATE SET store_name = EXCLUDED.store_name,
                    time_zone = EXCLUDED.time_zone, currency = EXCLUDED.currency,
                    intake_paused = EXCLUDED.intake_paused, pause_reason = EXCLUDED.pause_reason,
                    business_day_start = EXCLUDED.business_day_start, pause_message = EXCLUDED.pause_message,
                    resumes_at = EXCLUDED.resumes_at""",
                store,
                profile.chainId(),
                profile.storeName(),
                profile.timeZone().getId(),
                profile.currency(),
                profile.intakePaused(),
                profile.pauseReason(),
                time(recorded.time()),
                recorded.position().offset(),
                profile.dayStart().toString(),
                profile.pauseMessage(),
                time(profile.resumesAt()));
        jdbc.update(
                """
                INSERT INTO orders_g1.store_heads VALUES (?, ?, ?, ?, ?, ?, 0)
                ON CONFLICT (store_id) DO UPDATE SET log_offset = EXCLUDED.log_offset,
                    sequence = EXCLUDED.sequence, hash = EXCLUDED.hash""",
                store,
                recorded.position().partition(),
                recorded.position().offset(),
                recorded.sequence(),
                recorded.hash(),
                time(recorded.time()));
        if (recorded.event() instanceof CatalogueEvent
                || recorded.event() instanceof StationEvent
                || recorded.event() instanceof PrinterEvent) {
            catalogue(recorded, after);
        }
    }

    private void catalogue(RecordedEvent recorded, StoreState after) {
        String store = recorded.storeId();
        jdbc.update(
                "UPDATE orders_g1.stores SET catalogue_offset = ? WHERE store_id = ?",
                recorded.position().offset(),
                store);
        jdbc.update("DELETE FROM orders_g1.categories WHERE store_id = ?", store);
        jdbc.update("DELETE FROM orders_g1.menus WHERE store_id = ?", store);
        jdbc.update("DELETE FROM orders_g1.stations WHERE store_id = ?", store);
        jdbc.update("DELETE FROM orders_g1.printers WHERE store_id = ?", store);
        after.catalogue()
                .printers()
                .values()
                .forEach(printer -> jdbc.update(
                        "INSERT INTO orders_g1.printers VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?)",
                        store,
                        printer.printerId(),
                        printer.printerName(),
                        printer.address(),
                        Json.mapper().writeValueAsString(printer.stationIds()),
                        printer.columns(),
                        printer.language().name(),
                        printer.confirms()));
        after.catalogue()
                .stations()
                .values()
                .forEach(station -> jdbc.update(
                        "INSERT INTO orders_g1.stations VALUES (?, ?, ?, ?::jsonb, ?::jsonb)",
                        store,
                        station.stationId(),
                        station.stationName(),
                        Json.mapper().writeValueAsString(station.categoryIds()),
                        Json.mapper().writeValueAsString(station.menuIds())));
        after.catalogue()
                .categories()
                .values()
                .forEach(category -> jdbc.update(
                        "INSERT INTO orders_g1.categories VALUES (?, ?, ?, ?, ?, ?::jsonb)",
                        store,
                        category.categoryId(),
                        category.categoryName(),
                        category.displayOrder(),
                        category.hiddenFromGuests(),
                        DetailsJson.ofTranslations(category.translations())));
        after.catalogue()
                .menus()
                .values()
                .forEach(menu -> jdbc.update(
                        "INSERT INTO orders_g1.menus VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)",
                        store,
                        menu.menuId(),
                        menu.categoryId(),
                        menu.menuName(),
                        menu.price(),
                        menu.description(),
                        menu.imageUrl(),
                        menu.displayOrder(),
                        menu.available(),
                        time(menu.soldOutUntil()),
                        OptionsJson.ofGroups(menu.optionGroups()),
                        DetailsJson.ofDetails(menu.details())));
    }
}
