package io.tableorder.event;

/**
 * It says what people decided about records of the store that no service can apply. It stands in the store's hash chain like any
 * other event, so that every service and every later rebuild comes to know it.
 */
public sealed interface OperatorEvent extends StoreEvent {

    @Override
    default String subject(String storeId) {
        return storeId;
    }

    /**
     * The record that held the store back is left out for good, and what stands behind it is folded.
     *
     * @param position where the record stood when it was decided about, such as 7-123456; for people
     * @param recordHash which record it is: the hash that a whole event carries, else the SHA-256 of the record's value.
     *     It stays the same when the log is restored at other offsets
     * @param skipReason in the words of whoever decided
     */
    record RecordSkipped(String position, String recordHash, String skipReason) implements OperatorEvent {}
}
