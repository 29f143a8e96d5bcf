package io.tableorder.cipher;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows which members of events are free text: what a person types about an order and its party. Names of dishes, stores and
 * tables are none, nor is what staff write about the store itself, which no party's erasure concerns.
 */
public final class EventTexts {

    /** Takes a text and gives what is to stand in its place. */
    @FunctionalInterface
    public interface Replacement {
        @Nullable
        String of(TextField field, String text);
    }

    private EventTexts() {}

    /** Returns the event with each free text replaced; the same event if it has none. */
    public static StoreEvent replaced(StoreEvent event, Replacement replacement) {
        return switch (event) {
            case OrderEvent order -> replaced(order, replacement);
            case StoreLifecycleEvent _,
                    CatalogueEvent _,
                    StationEvent _,
                    PrinterEvent _,
                    TableEvent _,
                    SessionEvent _,
                    CallEvent _,
                    OperatorEvent _ -> event;
        };
    }

    private static OrderEvent replaced(OrderEvent event, Replacement replacement) {
        return switch (event) {
            case OrderEvent.Placed placed -> hasNotes(placed.items()) ? replaced(placed, replacement) : placed;
            case OrderEvent.SplitOff split -> hasNotes(split.items()) ? replaced(split, replacement) : split;
            case OrderEvent.Cancelled cancelled ->
                isTyped(cancelled.reason()) ? replaced(cancelled, replacement) : cancelled;
            case OrderEvent.ItemRemoved removed -> removed.reason() != null ? replaced(removed, replacement) : removed;
            case OrderEvent.StatusChanged _,
                    OrderEvent.LinesCompleted _,
                    OrderEvent.LinesReopened _,
                    OrderEvent.Moved _,
                    OrderEvent.LinesMoved _ -> event;
        };
    }

    private static OrderEvent replaced(OrderEvent.Placed placed, Replacement replacement) {
        return new OrderEvent.Placed(
                placed.orderId(),
                placed.version(),
                placed.orderNumber(),
                placed.businessDay(),
                placed.sessionId(),
                placed.tableId(),
                placed.tableNumber(),
                lines(placed.items(), replacement),
                placed.totalAmount());
    }

    private static OrderEvent replaced(OrderEvent.SplitOff split, Replacement replacement) {
        return new OrderEvent.SplitOff(
                split.orderId(),
                split.version(),
                split.fromOrderId(),
                split.orderNumber(),
                split.businessDay(),
                split.sessionId(),
                split.tableId(),
                split.tableNumber(),
                split.status(),
                split.orderedAt(),
                lines(split.items(), replacement),
                split.totalAmount());
    }

    private static OrderEvent replaced(OrderEvent.Cancelled cancelled, Replacement replacement) {
        return new OrderEvent.Cancelled(
                cancelled.orderId(),
                cancelled.version(),
                cancelled.tableId(),
                cancelled.from(),
                cancelled.tableTotalAmount(),
                replace(TextField.CANCELLATION_REASON, cancelled.reason(), replacement));
    }

    private static OrderEvent replaced(OrderEvent.ItemRemoved removed, Replacement replacement) {
        return new OrderEvent.ItemRemoved(
                removed.orderId(),
                removed.version(),
                removed.tableId(),
                removed.itemId(),
                removed.quantity(),
                removed.totalAmount(),
                removed.tableTotalAmount(),
                replace(TextField.REMOVAL_REASON, removed.reason(), replacement));
    }

    /** Returns the free texts of an event, as they stand in it. */
    public static List<String> of(StoreEvent event) {
        List<String> texts = new ArrayList<>();
        StoreEvent _ = replaced(event, (_, text) -> {
            texts.add(text);
            return text;
        });
        return texts;
    }

    /** The reason that the platform itself gives is no text of anybody's: screens put it into words. */
    private static boolean isTyped(@Nullable String reason) {
        return reason != null && !reason.equals(OrderEvent.Cancelled.SESSION_ENDED);
    }

    private static boolean hasNotes(List<OrderLine> lines) {
        for (OrderLine line : lines) {
            if (line.note() != null) {
                return true;
            }
        }
        return false;
    }

    private static List<OrderLine> lines(List<OrderLine> lines, Replacement replacement) {
        return lines.stream()
                .map(line ->
                        line.note() == null ? line : line.noting(replace(TextField.NOTE, line.note(), replacement)))
                .toList();
    }

    private static @Nullable String replace(TextField field, @Nullable String text, Replacement replacement) {
        return text == null ? null : replacement.of(field, text);
    }
}
