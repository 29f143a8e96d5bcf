package io.tableorder.store;

import io.tableorder.event.OrderEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/** The numbers guests are called by: from 1, each once in a business day. */
public record OrderNumbers(LocalDate businessDay, int last) {

    static final OrderNumbers NONE = new OrderNumbers(LocalDate.EPOCH, 0);

    /** Returns the day on which the business day began that the time is in, by clocks of that zone. */
    public static LocalDate businessDay(Instant time, ZoneId zone, LocalTime start) {
        LocalDateTime clocks = LocalDateTime.ofInstant(time, zone);
        LocalDate day = clocks.toLocalDate();
        return clocks.toLocalTime().isBefore(start) ? day.minusDays(1) : day;
    }

    /**
     * Returns the business day of an order that is placed now. Never before that of the last order, so that no number
     * is given twice in a day when somebody moves the day's start, or the day was counted by the calendar before.
     */
    public LocalDate dayAt(Instant time, StoreProfile profile) {
        LocalDate day = businessDay(time, profile.timeZone(), profile.dayStart());
        return day.isBefore(businessDay) ? businessDay : day;
    }

    /** Returns whether no order was ever placed. */
    public boolean areUnused() {
        return equals(NONE);
    }

    public int nextOn(LocalDate day) {
        return day.equals(businessDay) ? last + 1 : 1;
    }

    OrderNumbers evolve(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed placed -> given(placed.orderId(), placed.businessDay(), placed.orderNumber());
            case OrderEvent.SplitOff split -> given(split.orderId(), split.businessDay(), split.orderNumber());
            case OrderEvent.StatusChanged _,
                    OrderEvent.LinesCompleted _,
                    OrderEvent.LinesReopened _,
                    OrderEvent.ItemRemoved _,
                    OrderEvent.Moved _,
                    OrderEvent.LinesMoved _,
                    OrderEvent.Cancelled _ -> this;
        };
    }

    private OrderNumbers given(String orderId, LocalDate day, int number) {
        if (number != nextOn(day)) {
            throw new ImpossibleEventException(
                    "Order %s: expected number %d on %s, got %d".formatted(orderId, nextOn(day), day, number));
        }
        return new OrderNumbers(day, number);
    }
}
