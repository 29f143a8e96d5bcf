package io.tableorder.notifier.feed;

import io.tableorder.board.CallView;
import io.tableorder.board.FreeTexts;
import io.tableorder.board.OrderView;
import io.tableorder.board.StoreInfo;
import io.tableorder.event.CallEvent;
import io.tableorder.event.CallEvent.CallOutcome;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.identity.ClientPositions;
import io.tableorder.store.Call;
import io.tableorder.store.Order;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event's frame from the event alone, so that it comes out the same from the live log and from a re-read years
 * later, when the state around it is gone. Thread-safe.
 */
final class FrameEncoder {

    private record OrderUpdated(String orderId, String tableId, OrderStatus status, int version, Instant updatedAt) {}

    private record OrderLinesMarked(
            String orderId, String tableId, List<String> itemIds, int version, Instant updatedAt) {}

    private record OrderItemRemoved(
            String orderId,
            String tableId,
            String itemId,
            int quantity,
            long totalAmount,
            long tableTotalAmount,
            @Nullable String reason,
            int version,
            Instant updatedAt) {}

    private record OrderDeleted(
            String orderId,
            String tableId,
            long tableTotalAmount,
            @Nullable String reason) {}

    private record OrderMoved(
            String orderId,
            int version,
            String fromSessionId,
            String fromTableId,
            String sessionId,
            String tableId,
            int tableNumber,
            Instant updatedAt) {}

    private record OrderLinesMoved(
            String orderId,
            String tableId,
            String toOrderId,
            List<OrderEvent.LinePart> lines,
            long totalAmount,
            long tableTotalAmount,
            int version,
            Instant updatedAt) {}

    private record OrderSplitOff(String fromOrderId, OrderView order) {}

    private record SessionEnded(String tableId, int tableNumber, String sessionId, long totalSessionAmount) {}

    private record CallEnded(
            String callId, String kind, String tableId, int tableNumber, CallOutcome outcome, Instant endedAt) {}

    private record TableUpdated(
            String change,
            String tableId,
            int tableNumber,
            @Nullable String tableName,
            @Nullable String area) {}

    /** @param station null when it is gone */
    private record StationUpdated(
            String change, String stationId, @Nullable Station station) {}

    /**
     * @param reason of a pause, for staff; {@code message} is for guests
     * @param serverTime when it was decided, by the clock that {@code resumesAt} is of
     */
    private record StoreUpdated(
            String change,
            @Nullable String storeName,
            @Nullable String timeZone,
            @Nullable String currency,
            @Nullable Integer minorUnits,
            @Nullable String businessDayStart,
            @Nullable Boolean intakePaused,
            @Nullable String reason,
            @Nullable String message,
            @Nullable Instant resumesAt,
            Instant serverTime) {

        static StoreUpdated named(String change, String storeName, @Nullable Boolean intakePaused, Instant time) {
            return new StoreUpdated(change, storeName, null, null, null, null, intakePaused, null, null, null, time);
        }

        static StoreUpdated of(StoreLifecycleEvent.SettingsChanged settings, Instant time) {
            return new StoreUpdated(
                    "settings_changed",
                    null,
                    settings.timeZone().getId(),
                    settings.currency(),
                    StoreInfo.minorUnits(settings.currency()),
                    settings.businessDayStart().toString(),
                    null,
                    null,
                    null,
                    null,
                    time);
        }

        static StoreUpdated of(StoreLifecycleEvent.IntakePaused pause, Instant time) {
            return new StoreUpdated(
                    "intake_paused",
                    null,
                    null,
                    null,
                    null,
                    null,
                    true,
                    pause.reason(),
                    pause.message(),
                    pause.resumesAt(),
                    time);
        }

        static StoreUpdated resumed(Instant time) {
            return new StoreUpdated("intake_resumed", null, null, null, null, null, false, null, null, null, time);
        }
    }

    private final ClientPositions positions;
    private final FreeTexts texts;

    FrameEncoder(ClientPositions positions, FreeTexts texts) {
        this.positions = positions;
        this.texts = texts;
    }

    StoreFrame encode(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case OrderEvent event -> orderFrame(recorded, event);
            case SessionEvent event -> sessionFrame(recorded, event);
            case CallEvent event -> callFrame(recorded, event);
            case TableEvent.Added added ->
                frame(
                        recorded,
                        "table_updated",
                        new TableUpdated("table_added", added.tableId(), added.tableNumber(), null, null));
            case TableEvent.Changed changed ->
                frame(
                        recorded,
                        "table_updated",
                        new TableUpdated(
                                "table_changed",
                                changed.tableId(),
                                changed.tableNumber(),
                                changed.tableName(),
                                changed.area()));
            // Of a table's access no admin's screen shows anything.
            case TableEvent.AccessRenewed _ -> StoreFrame.silent(recorded, positions);
            case TableEvent.Removed removed ->
                frame(
                        recorded,
                        "table_updated",
                        new TableUpdated("table_removed", removed.tableId(), removed.tableNumber(), null, null));
            case CatalogueEvent event -> frame(recorded, "menu_updated", MenuUpdated.of(event));
            case StationEvent event -> frame(recorded, "station_updated", stationUpdated(event));
            case StoreLifecycleEvent event -> frame(recorded, "store_updated", storeUpdated(event, recorded.time()));
            // Printers are no part of the board; whoever keeps them up asks for them.
            case PrinterEvent _ -> StoreFrame.silent(recorded, positions);
            // What it let go, or took from everybody's eyes, is on the board that screens are given anew.
            case OperatorEvent _ -> StoreFrame.silent(recorded, positions);
        };
    }

    private StoreFrame orderFrame(RecordedEvent recorded, OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed placed -> frame(recorded, "order_created", orderOf(recorded, placed));
            case OrderEvent.StatusChanged changed ->
                frame(
                        recorded,
                        "order_updated",
                        new OrderUpdated(
                                changed.orderId(),
                                changed.tableId(),
                                changed.to(),
                                changed.version(),
                                recorded.time()));
            case OrderEvent.LinesCompleted completed ->
                frame(
                        recorded,
                        "order_lines_completed",
                        new OrderLinesMarked(
                                completed.orderId(),
                                completed.tableId(),
                                completed.itemIds(),
                                completed.version(),
                                recorded.time()));
            case OrderEvent.LinesReopened reopened ->
                frame(
                        recorded,
                        "order_lines_reopened",
                        new OrderLinesMarked(
                                reopened.orderId(),
                                reopened.tableId(),
                                reopened.itemIds(),
                                reopened.version(),
                                recorded.time()));
            case OrderEvent.ItemRemoved removed ->
                frame(
                        recorded,
                        "order_item_removed",
                        new OrderItemRemoved(
                                removed.orderId(),
                                removed.tableId(),
                                removed.itemId(),
                                removed.quantity(),
                                removed.totalAmount(),
                                removed.tableTotalAmount(),
                                texts.read(removed.reason()).text(),
                                removed.version(),
                                recorded.time()));
            case OrderEvent.Moved moved ->
                frame(
                        recorded,
                        "order_moved",
                        new OrderMoved(
                                moved.orderId(),
                                moved.version(),
                                moved.fromSessionId(),
                                moved.fromTableId(),
                                moved.sessionId(),
                                moved.tableId(),
                                moved.tableNumber(),
                                recorded.time()));
            case OrderEvent.LinesMoved moved ->
                frame(
                        recorded,
                        "order_lines_moved",
                        new OrderLinesMoved(
                                moved.orderId(),
                                moved.tableId(),
                                moved.toOrderId(),
                                moved.lines(),
                                moved.totalAmount(),
                                moved.tableTotalAmount(),
                                moved.version(),
                                recorded.time()));
            case OrderEvent.SplitOff split ->
                frame(recorded, "order_split_off", new OrderSplitOff(split.fromOrderId(), orderOf(recorded, split)));
            case OrderEvent.Cancelled cancelled ->
                frame(
                        recorded,
                        "order_deleted",
                        new OrderDeleted(
                                cancelled.orderId(),
                                cancelled.tableId(),
                                cancelled.tableTotalAmount(),
                                texts.read(cancelled.reason()).text()));
        };
    }

    private StoreFrame sessionFrame(RecordedEvent recorded, SessionEvent event) {
        return switch (event) {
            // A session starts in the same transaction as its first order, whose frame names the table and session.
            case SessionEvent.Started _ -> StoreFrame.silent(recorded, positions);
            case SessionEvent.Ended ended ->
                frame(
                        recorded,
                        "session_ended",
                        new SessionEnded(
                                ended.tableId(), ended.tableNumber(), ended.sessionId(), ended.totalSessionAmount()));
            // These say all that there is to show, so the event itself is the data.
            case SessionEvent.Moved _ -> frame(recorded, "session_moved", event);
            case SessionEvent.Merged _ -> frame(recorded, "session_merged", event);
            case SessionEvent.Split _ -> frame(recorded, "session_split", event);
        };
    }

    private StoreFrame callFrame(RecordedEvent recorded, CallEvent event) {
        return switch (event) {
            case CallEvent.Made made -> frame(recorded, "call_made", CallView.of(Call.of(made, recorded.time())));
            case CallEvent.Moved _ -> frame(recorded, "call_moved", event);
            case CallEvent.Ended ended ->
                frame(
                        recorded,
                        "call_ended",
                        new CallEnded(
                                ended.callId(),
                                ended.kind(),
                                ended.tableId(),
                                ended.tableNumber(),
                                ended.outcome(),
                                recorded.time()));
        };
    }

    private static StationUpdated stationUpdated(StationEvent event) {
        return switch (event) {
            case StationEvent.Added added -> new StationUpdated("station_added", added.stationId(), added.station());
            case StationEvent.Changed changed ->
                new StationUpdated("station_changed", changed.stationId(), changed.station());
            case StationEvent.Removed removed -> new StationUpdated("station_removed", removed.stationId(), null);
        };
    }

    private static StoreUpdated storeUpdated(StoreLifecycleEvent event, Instant time) {
        return switch (event) {
            case StoreLifecycleEvent.Opened opened ->
                StoreUpdated.named("store_opened", opened.storeName(), false, time);
            case StoreLifecycleEvent.Renamed renamed ->
                StoreUpdated.named("store_renamed", renamed.storeName(), null, time);
            case StoreLifecycleEvent.SettingsChanged settings -> StoreUpdated.of(settings, time);
            case StoreLifecycleEvent.IntakePaused paused -> StoreUpdated.of(paused, time);
            case StoreLifecycleEvent.IntakeResumed _ -> StoreUpdated.resumed(time);
        };
    }

    private OrderView orderOf(RecordedEvent recorded, OrderEvent.Placed placed) {
        return new OrderView(
                placed.orderId(),
                placed.orderNumber(),
                placed.version(),
                recorded.position(),
                recorded.storeId(),
                placed.tableId(),
                placed.tableNumber(),
                placed.sessionId(),
                OrderStatus.PENDING,
                placed.totalAmount(),
                recorded.time(),
                recorded.time(),
                placed.items().stream()
                        .map(line -> OrderView.ItemView.of(OrderStatus.PENDING, line, texts))
                        .toList());
    }

    private OrderView orderOf(RecordedEvent recorded, OrderEvent.SplitOff split) {
        return OrderView.of(recorded.storeId(), Order.evolve(null, split, recorded.time(), recorded.position()), texts);
    }

    private StoreFrame frame(RecordedEvent recorded, String name, Object data) {
        return StoreFrame.of(recorded, name, positions.json(data), positions);
    }
}
