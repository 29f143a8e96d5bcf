package io.tableorder.event;

/** Where an order is on its way: 대기중, 준비중, 완료, or cancelled. */
public enum OrderStatus {
    PENDING,
    PREPARING,
    COMPLETED,
    CANCELLED;

    /** The kitchen's moves: forward only, preparation may be skipped. Cancelling is a command of its own. */
    public boolean mayBecome(OrderStatus next) {
        return switch (this) {
            case PENDING -> next == PREPARING || next == COMPLETED;
            case PREPARING -> next == COMPLETED;
            case COMPLETED, CANCELLED -> false;
        };
    }
}
