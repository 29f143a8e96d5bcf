package io.tableorder.store;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This is what a command came to: its last event, from which its answer is made, the first time and every time after.
 *
 * @param fingerprint of what was asked; null when the client gave no key
 * @param order the order right after the event, if it was one's
 * @param profile the store's right after the event, if it was about the store itself
 * @param menu the item right after the event, if it was about one that is still there
 */
public record Receipt(
        String commandId,
        @Nullable String fingerprint,
        Instant time,
        Position position,
        StoreEvent event,
        @Nullable Order order,
        @Nullable StoreProfile profile,
        @Nullable MenuItem menu) {

    /**
     * Makes a command's receipt right after its last event.
     *
     * @param after the state that the event has led to
     */
    public static Receipt of(RecordedEvent recorded, StoreState after) {
        StoreEvent event = recorded.event();
        return of(
                recorded,
                event instanceof OrderEvent order ? after.floor().order(order.orderId()) : null,
                event instanceof StoreLifecycleEvent ? after.profile() : null,
                event instanceof CatalogueEvent ? after.catalogue().menu(recorded.subject()) : null);
    }

    /**
     * Makes a receipt anew, however long ago its command was: equal to the one that was made right after its event,
     * whatever has happened since. Looks up one event, or two if it was about an order; if lines of that were completed or
     * taken back or it had moved by then, all of its events up to the command's last, {@value EarlierEvents#MAXIMUM} and one
     * at most.
     *
     * @throws ImpossibleEventException if the log has other events there than the stub was made from
     */
    public static Receipt recall(ReceiptStub stub, PastEvents past) {
        RecordedEvent recorded = past.at(stub.offset());
        CommandResult result = stub.result();
        return of(
                recorded,
                recorded.event() instanceof OrderEvent event ? orderAfter(event, recorded, stub, past) : null,
                result == null ? null : result.profile(),
                result == null ? menuIn(recorded.event()) : result.menu());
    }

    private static Receipt of(
            RecordedEvent recorded, @Nullable Order order, @Nullable StoreProfile profile, @Nullable MenuItem menu) {
        return new Receipt(
                recorded.stamp().commandId(),
                recorded.stamp().fingerprint(),
                recorded.time(),
                recorded.position(),
                recorded.event(),
                order == null ? null : order.asAnswered(),
                profile,
                menu);
    }

    private static @Nullable MenuItem menuIn(StoreEvent event) {
        return switch (event) {
            case CatalogueEvent.OfWholeItem whole -> whole.menu();
            case CatalogueEvent _,
                    StationEvent _,
                    PrinterEvent _,
                    StoreLifecycleEvent _,
                    TableEvent _,
                    SessionEvent _,
                    OrderEvent _,
                    CallEvent _,
                    OperatorEvent _ -> null;
        };
    }

    private static Order orderAfter(OrderEvent event, RecordedEvent recorded, ReceiptStub stub, PastEvents past) {
        CommandResult result = stub.result();
        if (result != null && result.order() != null) {
            return result.order();
        }
        if (stub.earlier() != null) {
            return folded(event, stub.earlier(), recorded, past);
        }
        return switch (event) {
            case OrderEvent.Placed placed -> Order.placed(placed, recorded.time(), recorded.position());
            case OrderEvent.StatusChanged changed ->
                placed(changed, stub, past)
                        .became(changed.to(), changed.version(), recorded.time(), recorded.position());
            case OrderEvent.Cancelled cancelled ->
                placed(cancelled, stub, past)
                        .became(OrderStatus.CANCELLED, cancelled.version(), recorded.time(), recorded.position());
            case OrderEvent.LinesCompleted _,
                    OrderEvent.LinesReopened _,
                    OrderEvent.ItemRemoved _,
                    OrderEvent.Moved _,
                    OrderEvent.LinesMoved _,
                    OrderEvent.SplitOff _ ->
                throw new ImpossibleEventException(
                        "The receipt at %s does not have order %s".formatted(recorded.position(), event.orderId()));
        };
    }

    private static Order folded(OrderEvent event, EarlierEvents earlier, RecordedEvent recorded, PastEvents past) {
        Order order = null;
        for (long offset : earlier.offsets(recorded.position().offset()).toArray()) {
            RecordedEvent each = offset == recorded.position().offset() ? recorded : past.at(offset);
            if (!(each.event() instanceof OrderEvent own) || !own.orderId().equals(event.orderId())) {
                throw new ImpossibleEventException(
                        "The event at %s is not order %s's".formatted(each.position(), event.orderId()));
            }
            order = Order.evolve(order, own, each.time(), each.position());
        }
        return Objects.requireNonNull(order, "There is one offset at least");
    }

    /** Returns the order as it was placed. What changed until the event but its lines, the event says. */
    private static Order placed(OrderEvent event, ReceiptStub stub, PastEvents past) {
        RecordedEvent first = past.at(Objects.requireNonNull(
                stub.placedOffset(), () -> "Where order %s was placed is not known".formatted(event.orderId())));
        if (first.event() instanceof OrderEvent.Placed placed
                && placed.orderId().equals(event.orderId())) {
            return Order.placed(placed, first.time(), first.position());
        }
        throw new ImpossibleEventException(
                "Order %s was not placed at %s".formatted(event.orderId(), first.position()));
    }
}
