package io.tableorder.checkpoint;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.store.Order;
import io.tableorder.store.Receipt;
import io.tableorder.store.ReceiptStub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The receipts of a checkpoint of format 1, which say where the orders of the last 25 hours were placed. */
final class WholeReceipts {

    private final List<Receipt> receipts;
    private final Map<String, Position> placed = new HashMap<>();

    WholeReceipts(List<Receipt> receipts) {
        this.receipts = receipts;
        for (Receipt receipt : receipts) {
            if (receipt.event() instanceof OrderEvent.Placed event) {
                placed.put(event.orderId(), receipt.position());
            }
        }
    }

    List<ReceiptStub> stubs() {
        return receipts.stream().map(this::stub).toList();
    }

    private ReceiptStub stub(Receipt receipt) {
        Position first = receipt.event() instanceof OrderEvent event ? placed.get(event.orderId()) : null;
        return ReceiptStub.of(receipt, first == null ? null : first.offset());
    }

    /** Returns the orders, knowing where they were placed as far as the receipts say so. */
    List<Order> placed(List<Order> orders) {
        return orders.stream()
                .map(order -> {
                    Position first = placed.get(order.orderId());
                    return first == null ? order : order.placedAt(first);
                })
                .toList();
    }
}
