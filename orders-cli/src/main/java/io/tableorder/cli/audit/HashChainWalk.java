package io.tableorder.cli.audit;

import io.tableorder.cli.audit.Fault.Kind;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.Position;
import io.tableorder.event.SessionEvent;
import io.tableorder.store.Head;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one store's hash chain link by link. After a fault it goes on from what it found, so that one fault is told once.
 * An event that is missed may yet come: then it was moved, not taken out, so gaps are told at the end.
 */
final class HashChainWalk {
    /** The sequence numbers missing before an event; the first is the map's key. */
    private record Gap(long last, Position seenAt) {}

    private final Consumer<Fault> faults;
    private final boolean fromTheBeginning;
    private final TreeMap<Long, Gap> gaps = new TreeMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Set<String>> ordersOfSession = new HashMap<>();
    private String storeId = "";
    private long sequence;
    private String hash = Head.GENESIS_HASH;
    private boolean hashKnown = true;
    private boolean orderHistoryKnown;
    private long unreadable;
    private Anchor.@Nullable Head last;

    /** @param fromTheBeginning false when the links before the first are not looked at */
    HashChainWalk(boolean fromTheBeginning, Consumer<Fault> faults) {
        this.fromTheBeginning = fromTheBeginning;
        this.orderHistoryKnown = fromTheBeginning;
        this.faults = faults;
    }

    /** Follows the links behind a head that is known, of a store whose orders are not. */
    HashChainWalk(String storeId, Anchor.Head head, Consumer<Fault> faults) {
        this(true, faults);
        this.storeId = storeId;
        this.sequence = head.sequence();
        this.hash = head.hash();
        this.orderHistoryKnown = false;
        this.last = head;
    }

    /** Returns the last link followed; null when there is none. */
    Anchor.@Nullable Head last() {
        return last;
    }

    /** Returns false if the link repeats an earlier one. */
    boolean follow(Link link) {
        if (storeId.isEmpty() && !fromTheBeginning) {
            sequence = link.sequence() - 1;
            hashKnown = false;
        }
        storeId = link.storeId();
        switch (link.stated().fitBehind(sequence, hash)) {
            case REPEATED -> {
                return late(link);
            }
            case GAP -> skip(link);
            case UNLINKED -> {
                if (hashKnown) {
                    fault(
                            Kind.UNLINKED,
                            link,
                            "sequence %d, expected previous hash %s, found %s"
                                    .formatted(
                                            link.sequence(), hash, link.stated().previousHash()));
                }
            }
            case NEXT -> {}
        }
        sequence = link.sequence();
        hash = link.stated().hash();
        hashKnown = true;
        last = new Anchor.Head(link.position(), sequence, hash);
        unreadable = 0;
        followOrder(link);
        return true;
    }

    /** A record that is no link may have been the next one, so the hash that follows proves nothing. */
    void passUnreadable() {
        unreadable++;
        forget();
    }

    private void skip(Link link) {
        if (link.sequence() - sequence - 1 > unreadable) {
            gaps.put(sequence + 1, new Gap(link.sequence() - 1, link.position()));
        }
        forget();
    }

    private void forget() {
        hashKnown = false;
        forgetOrders();
    }

    private void forgetOrders() {
        orderHistoryKnown = false;
        versions.clear();
        ordersOfSession.clear();
    }

    private boolean late(Link link) {
        Map.Entry<Long, Gap> entry = gaps.floorEntry(link.sequence());
        if (entry == null || entry.getValue().last() < link.sequence()) {
            fault(Kind.REPEATED, link, "expected sequence %d, found %d again".formatted(sequence + 1, link.sequence()));
            return false;
        }
        Gap gap = entry.getValue();
        gaps.remove(entry.getKey());
        if (entry.getKey() < link.sequence()) {
            gaps.put(entry.getKey(), new Gap(link.sequence() - 1, gap.seenAt()));
        }
        if (link.sequence() < gap.last()) {
            gaps.put(link.sequence() + 1, new Gap(gap.last(), gap.seenAt()));
        }
        fault(
                Kind.REORDERED,
                link,
                "expected sequence %d, found %d, which belongs before %s"
                        .formatted(sequence + 1, link.sequence(), gap.seenAt()));
        return true;
    }

    private void followOrder(Link link) {
        if (link.event() == null) {
            // It may have been any order's, whose next version would be taken for a wrong one.
            forgetOrders();
            return;
        }
        if (link.event().event() instanceof SessionEvent session) {
            followSession(session);
        } else if (link.event().event() instanceof OrderEvent event) {
            followSessionOf(event);
            Integer before = versions.put(event.orderId(), event.version());
            boolean unseen = before == null && !orderHistoryKnown;
            int expected = before == null ? 1 : before + 1;
            if (!unseen && event.version() != expected) {
                fault(
                        Kind.WRONG_VERSION,
                        link,
                        "order %s, expected version %d, found %d"
                                .formatted(event.orderId(), expected, event.version()));
            }
        }
    }

    private void followSession(SessionEvent event) {
        switch (event) {
            case SessionEvent.Started _, SessionEvent.Moved _ -> {}
            case SessionEvent.Ended ended -> forget(ended.sessionId());
            case SessionEvent.Merged merged -> forget(merged.sessionId());
            case SessionEvent.Split split -> {
                if (split.closed()) {
                    forget(split.newSessionId());
                }
            }
        }
    }

    private void forget(String sessionId) {
        Set<String> orders = ordersOfSession.remove(sessionId);
        if (orders != null) {
            versions.keySet().removeAll(orders);
        }
    }

    private void followSessionOf(OrderEvent event) {
        switch (event) {
            case OrderEvent.Placed placed -> join(placed.sessionId(), placed.orderId());
            case OrderEvent.SplitOff split -> join(split.sessionId(), split.orderId());
            case OrderEvent.Moved moved -> {
                Set<String> former = ordersOfSession.get(moved.fromSessionId());
                if (former != null) {
                    former.remove(moved.orderId());
                }
                join(moved.sessionId(), moved.orderId());
            }
            case OrderEvent.StatusChanged _,
                    OrderEvent.LinesCompleted _,
                    OrderEvent.LinesReopened _,
                    OrderEvent.ItemRemoved _,
                    OrderEvent.LinesMoved _,
                    OrderEvent.Cancelled _ -> {}
        }
    }

    private void join(String sessionId, String orderId) {
        ordersOfSession.computeIfAbsent(sessionId, _ -> new HashSet<>()).add(orderId);
    }

    /** Nothing follows any more. */
    void end() {
        gaps.forEach((first, gap) -> {
            long count = gap.last() - first + 1;
            String numbers = count == 1 ? "sequence " + first : "sequences " + first + " to " + gap.last();
            faults.accept(new Fault(
                    Kind.MISSING,
                    gap.seenAt(),
                    storeId,
                    "expected %s, found sequence %d".formatted(numbers, gap.last() + 1)));
        });
    }

    private void fault(Kind kind, Link link, String detail) {
        faults.accept(new Fault(kind, link.position(), storeId, detail));
    }
}
