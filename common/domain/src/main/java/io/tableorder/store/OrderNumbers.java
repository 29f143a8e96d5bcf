package io.tableorder.store;

import io.tableorder.event.OrderEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The numbers guests are called by: from 1, per business day, which is the calendar day of the store's time zone. */
public record OrderNumbers(LocalDate businessDay, int last) {

    static final OrderNumbers NONE = new OrderNumbers(LocalDate.EPOCH, 0);

    public static LocalDate businessDay(Instant time, ZoneId zone) {
        return LocalDate.ofInstant(time, zone);
    }

    public int nextOn(LocalDate day) {
        return day.equals(businessDay) ? last + 1 : 1;
    }

    OrderNumbers evolve(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed placed -> {
                if (placed.orderNumber() != nextOn(placed.businessDay())) {
                    throw new ImpossibleEventException("Order %s: expected number %d on %s, got %d"
                            .formatted(
                                    placed.orderId(),
                                    nextOn(placed.businessDay()),
                                    placed.businessDay(),
                                    placed.orderNumber()));
                }
                yield new OrderNumbers(placed.businessDay(), placed.orderNumber());
            }
            case OrderEvent.StatusChanged _, OrderEvent.Cancelled _ -> this;
        };
    }
}
