package io.tableorder.api.web;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.PrinterEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StationEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.operability.logging.FrequentLines;
import io.tableorder.store.Receipt;
import io.tableorder.wire.EventTypes;

/**
 * Writes one INFO line for each thing that happened in a store. Who, where and in which request are in the line's
 * context.
 */
final class BusinessLogLines {

    private static final FrequentLines log = FrequentLines.of(BusinessLogLines.class);

    private BusinessLogLines() {}

    static void happened(Receipt receipt) {
        switch (receipt.event()) {
            case OrderEvent.Placed placed ->
                log.info(
                        "Order placed: order_id={} order_number={} table_number={} total_amount={} position={}",
                        placed.orderId(),
                        placed.orderNumber(),
                        placed.tableNumber(),
                        placed.totalAmount(),
                        receipt.position());
            case OrderEvent.StatusChanged changed ->
                log.info(
                        "Order status changed: order_id={} from={} to={} version={} position={}",
                        changed.orderId(),
                        changed.from(),
                        changed.to(),
                        changed.version(),
                        receipt.position());
            case OrderEvent.LinesCompleted completed ->
                log.info(
                        "Order lines completed: order_id={} item_ids={} version={} position={}",
                        completed.orderId(),
                        completed.itemIds(),
                        completed.version(),
                        receipt.position());
            case OrderEvent.LinesReopened reopened ->
                log.info(
                        "Order lines reopened: order_id={} item_ids={} version={} position={}",
                        reopened.orderId(),
                        reopened.itemIds(),
                        reopened.version(),
                        receipt.position());
            case OrderEvent.ItemRemoved removed ->
                log.info(
                        "Order item removed: order_id={} item_id={} quantity={} version={} position={}",
                        removed.orderId(),
                        removed.itemId(),
                        removed.quantity(),
                        removed.version(),
                        receipt.position());
            case OrderEvent.Cancelled cancelled ->
                log.info(
                        "Order cancelled: order_id={} from={} version={} position={}",
                        cancelled.orderId(),
                        cancelled.from(),
                        cancelled.version(),
                        receipt.position());
            case SessionEvent.Ended ended ->
                log.info(
                        "Session ended: session_id={} table_number={} orders={} total_amount={} position={}",
                        ended.sessionId(),
                        ended.tableNumber(),
                        ended.orderCount(),
                        ended.totalSessionAmount(),
                        receipt.position());
            case SessionEvent.Moved moved ->
                log.info(
                        "Session moved: session_id={} from_table_number={} table_number={} position={}",
                        moved.sessionId(),
                        moved.fromTableNumber(),
                        moved.tableNumber(),
                        receipt.position());
            case SessionEvent.Merged merged ->
                log.info(
                        "Session merged: session_id={} into_session_id={} table_number={} position={}",
                        merged.sessionId(),
                        merged.intoSessionId(),
                        merged.intoTableNumber(),
                        receipt.position());
            case SessionEvent.Split split ->
                log.info(
                        "Session split: session_id={} new_session_id={} new_total_amount={} closed={} position={}",
                        split.sessionId(),
                        split.newSessionId(),
                        split.newTotalAmount(),
                        split.closed(),
                        receipt.position());
            case CallEvent.Made made ->
                log.info(
                        "Guests called: call_id={} kind={} table_number={} position={}",
                        made.callId(),
                        made.kind(),
                        made.tableNumber(),
                        receipt.position());
            case CallEvent.Ended ended ->
                log.info(
                        "Call ended: call_id={} kind={} table_number={} outcome={} position={}",
                        ended.callId(),
                        ended.kind(),
                        ended.tableNumber(),
                        ended.outcome(),
                        receipt.position());
            case OperatorEvent.RecordSkipped skipped ->
                log.info(
                        "Record left out by decision: record={} position={} reason={}",
                        skipped.position(),
                        receipt.position(),
                        skipped.skipReason());
            case OperatorEvent.TextErased erased ->
                log.info(
                        "Text erased: session_id={} position={} reason={}",
                        erased.sessionId(),
                        receipt.position(),
                        erased.eraseReason());
            case StoreLifecycleEvent _,
                    CatalogueEvent _,
                    StationEvent _,
                    PrinterEvent _,
                    TableEvent _,
                    SessionEvent.Started _,
                    // These are never a command's last event.
                    OrderEvent.Moved _,
                    OrderEvent.LinesMoved _,
                    OrderEvent.SplitOff _,
                    CallEvent.Moved _ ->
                log.info("Store changed: type={} position={}", EventTypes.nameOf(receipt.event()), receipt.position());
        }
    }
}
