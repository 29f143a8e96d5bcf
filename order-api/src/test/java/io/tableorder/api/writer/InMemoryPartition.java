package io.tableorder.api.writer;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A partition in memory, whose logs fence each other as Kafka's do. It can be told to fail, before an append has taken
 * effect or after, and to hold an append back.
 */
final class InMemoryPartition {

    /** What becomes of the next append. */
    enum Fault {
        LOST_BEFORE_COMMIT,
        ANSWER_LOST_AFTER_COMMIT
    }

    private final List<RecordedEvent> visible = new ArrayList<>();
    private final List<Integer> appendSizes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int owner;
    private CountDownLatch gate = new CountDownLatch(0);

    PartitionLog log() {
        return new Log();
    }

    synchronized List<RecordedEvent> visible() {
        return List.copyOf(visible);
    }

    synchronized List<Integer> appendSizes() {
        return List.copyOf(appendSizes);
    }

    synchronized void failNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Appends wait from now on until {@link #letGo}. */
    synchronized void hold() {
        gate = new CountDownLatch(1);
    }

    synchronized void letGo() {
        gate.countDown();
    }

    private synchronized CountDownLatch gate() {
        return gate;
    }

    private synchronized int newOwner() {
        return ++owner;
    }

    private synchronized void commit(int asOwner, List<EncodedEvent> events) {
        if (asOwner != owner) {
            throw new LogException.Fenced("owner %d writes here now, not %d".formatted(owner, asOwner), null);
        }
        Fault fault = faults.isEmpty() ? null : faults.removeFirst();
        if (fault == Fault.LOST_BEFORE_COMMIT) {
            throw new LogException.Unavailable("lost before the commit", null);
        }
        for (EncodedEvent event : events) {
            visible.add(event.at(new Position(0, visible.size())));
        }
        appendSizes.add(events.size());
        if (fault == Fault.ANSWER_LOST_AFTER_COMMIT) {
            throw new LogException.Unavailable("the answer is lost", null);
        }
    }

    private final class Log implements PartitionLog {

        private int me;

        @Override
        public Position open(History history) {
            me = newOwner();
            List<RecordedEvent> past = visible();
            past.forEach(history::event);
            return new Position(0, past.size());
        }

        @Override
        public Position append(List<EncodedEvent> events, Position next) {
            try {
                gate().await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            commit(me, events);
            return new Position(0, next.offset() + events.size());
        }

        @Override
        public void close() {
            me = 0;
        }
    }
}
