package io.tableorder.projector.consume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds records between the poll and the transaction. Whatever came while one batch was written is the next batch. */
final class PartitionQueue {
    /** Past either bound the partition is paused, so one poll's records more is all that a partition can hold. */
    static final int MAXIMUM_RECORDS = 2_000;

    static final int MAXIMUM_BYTES = 4 * 1024 * 1024;
    /** This is enough that most events of an order fall into one batch, and its row is written once for all of them. */
    static final int BATCH_RECORDS = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long bytes;
    private boolean accepting;
    private boolean closed;

    /** Takes records from now on. */
    void accept() {
        lock.lock();
        try {
            accepting = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is here and whatever is still offered from before the next {@link #accept}. */
    void reject() {
        lock.lock();
        try {
            accepting = false;
            records.clear();
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    boolean isAccepting() {
        lock.lock();
        try {
            return accepting;
        } finally {
            lock.unlock();
        }
    }

    void add(List<ConsumerRecord<byte[], byte[]>> more) {
        lock.lock();
        try {
            if (accepting) {
                records.addAll(more);
                more.forEach(record -> bytes += size(record));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean wantsMore() {
        lock.lock();
        try {
            return accepting && records.size() < MAXIMUM_RECORDS && bytes < MAXIMUM_BYTES;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the next records in order; empty when none came in time or the queue is closed. */
    List<ConsumerRecord<byte[], byte[]>> take(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (records.isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(Math.min(records.size(), BATCH_RECORDS));
            while (!closed && !records.isEmpty() && batch.size() < BATCH_RECORDS) {
                ConsumerRecord<byte[], byte[]> record = records.remove();
                bytes -= size(record);
                batch.add(record);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until records are wanted, or for as long; less long when the queue is closed meanwhile. */
    void await(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (!accepting && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits, or less long when the queue is closed meanwhile. */
    void pause(Duration length) throws InterruptedException {
        lock.lock();
        try {
            long nanos = length.toNanos();
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private static int size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedValueSize()) + Math.max(0, record.serializedKeySize());
    }
}
