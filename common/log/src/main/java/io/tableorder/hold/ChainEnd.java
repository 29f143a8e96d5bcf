package io.tableorder.hold;

import io.tableorder.store.Head;
import io.tableorder.wire.HashChainLink;
import java.time.Instant;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A chain end is the end of a store's hash chain behind records of which some cannot be applied. It is found from the links alone, so it is
 * the same whether a record is left out, is applied by a later version, or waits: a link that is the next one moves it,
 * and one that follows a record beside the chain moves it there. Nothing else does.
 *
 * @param head of the last link
 * @param beside the links that were not the next ones, by their hash
 */
record ChainEnd(Head head, PMap<String, Long> beside) {

    static ChainEnd of(Head head) {
        return new ChainEnd(head, HashTreePMap.empty());
    }

    ChainEnd after(StoreRecord record) {
        HashChainLink link = record.link();
        if (link == null) {
            return this;
        }
        return switch (link.fitBehind(head.sequence(), head.hash())) {
            case NEXT -> movedTo(record, link);
            case UNLINKED, GAP, REPEATED ->
                followsBeside(link)
                        ? movedTo(record, link)
                        : new ChainEnd(head, beside.plus(link.hash(), link.sequence()));
        };
    }

    /** Returns the head that the link follows, if that is one beside the chain; else the chain's own. */
    Head before(HashChainLink link) {
        return followsBeside(link)
                ? new Head(link.sequence() - 1, head.time(), link.previousHash(), head.position())
                : head;
    }

    private boolean followsBeside(HashChainLink link) {
        Long sequence = beside.get(link.previousHash());
        return sequence != null && sequence + 1 == link.sequence();
    }

    private ChainEnd movedTo(StoreRecord record, HashChainLink link) {
        return new ChainEnd(new Head(link.sequence(), timeOf(record), link.hash(), record.position()), beside);
    }

    /** No event may be earlier than the one before it, whether or not that is applied one day. */
    private Instant timeOf(StoreRecord record) {
        return record instanceof StoreRecord.Whole(var event) && event.time().isAfter(head.time())
                ? event.time()
                : head.time();
    }

    boolean isBeyond(StoreRecord record) {
        HashChainLink link = record.link();
        return link != null
                && (link.sequence() < head.sequence()
                        || (link.sequence() == head.sequence() && link.hash().equals(head.hash())));
    }

    /** Returns the end behind an event that was applied. */
    ChainEnd at(Head applied) {
        return new ChainEnd(applied, beside);
    }
}
