package io.tableorder.event;

/** This says where an order is on its way: 대기중, 준비중, 완료, or cancelled. */
public enum OrderStatus {
    PENDING,
    PREPARING,
    COMPLETED,
    CANCELLED;

    /**
     * Returns whether the kitchen may move an order so. Preparation may be skipped, and a completed order may be
     * recalled to it. Cancelling is a command of its own.
     */
    public boolean mayBecome(OrderStatus next) {
        return switch (this) {
            case PENDING -> next == PREPARING || next == COMPLETED;
            case PREPARING -> next == COMPLETED;
            case COMPLETED -> next == PREPARING;
            case CANCELLED -> false;
        };
    }

    /** Returns whether the kitchen still has something to do for it. */
    public boolean isUnfinished() {
        return switch (this) {
            case PENDING, PREPARING -> true;
            case COMPLETED, CANCELLED -> false;
        };
    }
}
