package io.tableorder.store;

import io.tableorder.event.CatalogueEvent.MenuAvailabilityChanged;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * This is what a store keeps of a receipt: enough to know the command again and to find its last event in the log, from
 * which {@link Receipt#recall} makes the whole receipt anew.
 *
 * @param fingerprint 64 bits of it; 0 when the client gave no key
 * @param offset of the command's last event in the store's partition
 * @param placedOffset of the event that placed the order that the command was about, and says its lines. Null if the
 *     command was about no order, and if the result has the order
 * @param result null where events of the log say all that the answer needs
 * @param earlier where the events of the order before the command's last one are, from which it is folded anew; null if the
 *     command was about no order, and if the two offsets or the result say all of it
 */
public record ReceiptStub(
        CommandKey command,
        long fingerprint,
        Instant time,
        long offset,
        @Nullable Long placedOffset,
        @Nullable CommandResult result,
        @Nullable EarlierEvents earlier) {

    static ReceiptStub of(RecordedEvent recorded, @Nullable StoreProfile profile, Catalogue catalogue, Floor floor) {
        Order order = recorded.event() instanceof OrderEvent event ? floor.order(event.orderId()) : null;
        Long placed = placedOffset(order);
        return new ReceiptStub(
                CommandKey.of(recorded.stamp().commandId()),
                CommandKey.shortened(recorded.stamp().fingerprint()),
                recorded.time(),
                recorded.position().offset(),
                placed,
                CommandResult.of(recorded, profile, catalogue, floor),
                order == null || placed != null ? null : order.earlier());
    }

    /** Returns what is kept of a receipt that was kept whole, as checkpoints of format 1 did. */
    public static ReceiptStub of(Receipt whole, @Nullable Long placedOffset) {
        Order order = placedOffset == null ? whole.order() : null;
        boolean isResultKept =
                whole.profile() != null || whole.event() instanceof MenuAvailabilityChanged || order != null;
        return new ReceiptStub(
                CommandKey.of(whole.commandId()),
                CommandKey.shortened(whole.fingerprint()),
                whole.time(),
                whole.position().offset(),
                placedOffset,
                isResultKept ? new CommandResult(whole.profile(), whole.menu(), order) : null,
                null);
    }

    private static @Nullable Long placedOffset(@Nullable Order order) {
        Position placed = order == null ? null : order.placedAt();
        return placed == null ? null : placed.offset();
    }

    /** Returns true if the same was asked under the same key. */
    public boolean isOf(@Nullable String otherFingerprint) {
        return fingerprint == CommandKey.shortened(otherFingerprint);
    }
}
