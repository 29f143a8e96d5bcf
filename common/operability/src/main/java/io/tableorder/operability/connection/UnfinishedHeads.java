package io.tableorder.operability.connection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The requests whose heads have begun to arrive, oldest first. A complete head of an honest caller is here for the time
 * between two packets, so ending the oldest of too many ends those that are held open on purpose.
 */
final class UnfinishedHeads {

    /** One unfinished head; {@code end} closes its connection and may be called from any thread. */
    final class Head {

        private final Age age;
        private final Runnable end;

        private Head(Age age, Runnable end) {
            this.age = age;
            this.end = end;
        }

        /** Says that the head is complete, or that its connection is closed. Repeating this does nothing. */
        void finished() {
            if (heads.remove(age, this)) {
                count.decrementAndGet();
            }
        }

        private boolean isOlderThan(long nanos) {
            return nanoTime.getAsLong() - age.sinceNanos() > nanos;
        }
    }

    private record Age(long sinceNanos, long number) implements Comparable<Age> {
        @Override
        public int compareTo(Age other) {
            int byTime = Long.signum(sinceNanos - other.sinceNanos);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private final ConcurrentNavigableMap<Age, Head> heads = new ConcurrentSkipListMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();
    private final int maximum;
    private final long deadlineNanos;
    private final Runnable ended;
    private final LongSupplier nanoTime;

    /** @param ended is told of every head that is ended here, late or crowded out */
    UnfinishedHeads(int maximum, Duration deadline, Runnable ended, LongSupplier nanoTime) {
        this.maximum = maximum;
        this.deadlineNanos = deadline.toNanos();
        this.ended = ended;
        this.nanoTime = nanoTime;
    }

    Head begin(Runnable end) {
        Head head = new Head(new Age(nanoTime.getAsLong(), numbers.getAndIncrement()), end);
        heads.put(head.age, head);
        if (count.incrementAndGet() > maximum) {
            endOldest();
        }
        return head;
    }

    private void endOldest() {
        Map.Entry<Age, Head> oldest = heads.firstEntry();
        if (oldest != null) {
            end(oldest.getValue());
        }
    }

    void endLate() {
        for (Head head : heads.values()) {
            if (!head.isOlderThan(deadlineNanos)) {
                return;
            }
            end(head);
        }
    }

    private void end(Head head) {
        if (heads.remove(head.age, head)) {
            count.decrementAndGet();
            ended.run();
            head.end.run();
        }
    }

    int count() {
        return count.get();
    }
}
