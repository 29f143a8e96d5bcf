package io.tableorder.api.web;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Bounds;
import io.tableorder.api.writer.CommandSubject;
import io.tableorder.decide.Rejection.SessionAsItIs;
import io.tableorder.decide.TableCommand;
import io.tableorder.decide.TableCommand.SeenSession;
import io.tableorder.decide.TableCommand.SplitLine;
import io.tableorder.event.Ids;
import io.tableorder.event.SessionEvent;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.store.Receipt;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What moving, merging and splitting sessions is asked in and answered with. */
final class SessionBodies {

    private SessionBodies() {}

    /**
     * Absent accepts any session that is open.
     *
     * @param tableId what some callers call {@code toTableId}
     */
    record SessionMove(
            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String toTableId,

            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String tableId,

            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String sessionId,

            @Nullable @Min(0) Long expectedTotalAmount,
            @Nullable @Min(0) Integer expectedOrderCount) {

        TableCommand.MoveSession toCommand(String fromTableId, @Nullable Integer expectedVersion) {
            return new TableCommand.MoveSession(
                    fromTableId,
                    target(),
                    new SeenSession(sessionId, expectedTotalAmount, expectedOrderCount, expectedVersion));
        }

        private String target() {
            if (toTableId != null && tableId != null && !toTableId.equals(tableId)) {
                throw ProblemException.invalid("table_id", ApiText.TWO_TABLES);
            }
            String target = toTableId == null ? tableId : toTableId;
            if (target == null) {
                throw ProblemException.invalid("to_table_id", ApiText.NO_TABLE_TO_MOVE_TO);
            }
            return target;
        }
    }

    /** @param intoSessionId the other table's session as the caller saw it; absent accepts any */
    record SessionMerge(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String intoTableId,

            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String intoSessionId,

            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String sessionId,

            @Nullable @Min(0) Long expectedTotalAmount,
            @Nullable @Min(0) Integer expectedOrderCount) {

        TableCommand.MergeSession toCommand(String tableId, @Nullable Integer expectedVersion) {
            return new TableCommand.MergeSession(
                    tableId,
                    intoTableId,
                    intoSessionId,
                    new SeenSession(sessionId, expectedTotalAmount, expectedOrderCount, expectedVersion));
        }
    }

    /** @param toTableId a free table; absent pays the lines at once, so that their session is over */
    record SessionSplit(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_SPLIT_LINES)
            List<@NotNull @Valid LineToSplit> items,

            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String toTableId,

            @Nullable @Size(min = 1, max = Bounds.MAXIMUM_ID)
            String sessionId,

            @Nullable @Min(0) Long expectedTotalAmount,
            @Nullable @Min(0) Integer expectedOrderCount) {

        TableCommand.SplitSession toCommand(String tableId, @Nullable Integer expectedVersion) {
            List<SplitLine> lines = items.stream()
                    .map(line -> new SplitLine(line.orderId(), line.itemId(), line.quantity()))
                    .toList();
            if (SplitLine.isAnyTwice(lines)) {
                throw ProblemException.invalid("items", ApiText.LINE_TWICE);
            }
            long orders = items.stream().map(LineToSplit::orderId).distinct().count();
            return new TableCommand.SplitSession(
                    tableId,
                    lines,
                    Ids.next(),
                    Stream.generate(Ids::next).limit(orders).toList(),
                    toTableId,
                    new SeenSession(sessionId, expectedTotalAmount, expectedOrderCount, expectedVersion));
        }
    }

    /** @param quantity how many portions of the line; absent for all */
    record LineToSplit(
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String orderId,
            @NotNull @Size(min = 1, max = Bounds.MAXIMUM_ID) String itemId,
            @Nullable @Min(1) @Max(Bounds.MAXIMUM_QUANTITY) Integer quantity) {}

    /** @param tableId where the session is now */
    record MovedSessionView(
            String sessionId,
            String fromTableId,
            String tableId,
            int tableNumber,
            long totalSessionAmount,
            int orderCount) {

        static @Nullable MovedSessionView of(Receipt receipt) {
            return receipt.event() instanceof SessionEvent.Moved moved
                    ? new MovedSessionView(
                            moved.sessionId(),
                            moved.fromTableId(),
                            moved.tableId(),
                            moved.tableNumber(),
                            moved.totalSessionAmount(),
                            moved.orderCount())
                    : null;
        }

        /** Somebody else has moved the very session there. */
        static @Nullable MovedSessionView thereAlready(CommandSubject subject, String fromTableId) {
            SessionAsItIs session = subject.session();
            return session == null
                    ? null
                    : new MovedSessionView(
                            session.sessionId(),
                            fromTableId,
                            session.tableId(),
                            session.tableNumber(),
                            session.totalAmount(),
                            session.orderCount());
        }
    }

    /** @param sessionId of the session that is over; the sums are the other's with its orders */
    record MergedSessionView(
            String sessionId,
            String tableId,
            String intoSessionId,
            String intoTableId,
            int intoTableNumber,
            long totalSessionAmount,
            int orderCount) {

        static @Nullable MergedSessionView of(Receipt receipt) {
            return receipt.event() instanceof SessionEvent.Merged merged
                    ? new MergedSessionView(
                            merged.sessionId(),
                            merged.tableId(),
                            merged.intoSessionId(),
                            merged.intoTableId(),
                            merged.intoTableNumber(),
                            merged.totalSessionAmount(),
                            merged.orderCount())
                    : null;
        }
    }

    /**
     * What is left, and what has gone.
     *
     * @param closed whether the new session was paid at once and is over
     */
    record SplitSessionView(
            String sessionId,
            String tableId,
            long totalSessionAmount,
            int orderCount,
            String newSessionId,
            String newTableId,
            int newTableNumber,
            boolean closed,
            long newTotalAmount,
            int newOrderCount) {

        static @Nullable SplitSessionView of(Receipt receipt) {
            return receipt.event() instanceof SessionEvent.Split split
                    ? new SplitSessionView(
                            split.sessionId(),
                            split.tableId(),
                            split.totalSessionAmount(),
                            split.orderCount(),
                            split.newSessionId(),
                            split.newTableId(),
                            split.newTableNumber(),
                            split.closed(),
                            split.newTotalAmount(),
                            split.newOrderCount())
                    : null;
        }
    }
}
