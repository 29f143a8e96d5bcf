package io.tableorder.event;

/**
 * It says what operators decided about a store's log: about records that no service can apply, and about text that nobody is to
 * read any more. It stands in the store's hash chain like any other event, so that every service and every later rebuild comes to
 * know it.
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

    /**
     * The key of a party's free text is destroyed, so that nobody can read what it wrote, nor what staff wrote about its
     * orders, in this event's transaction and for good.
     *
     * @param sessionId of the party
     * @param eraseReason in the words of whoever decided; it is kept for ever, so it names nobody
     */
    record TextErased(String sessionId, String eraseReason) implements OperatorEvent {

        @Override
        public String subject(String storeId) {
            return sessionId;
        }
    }
}
