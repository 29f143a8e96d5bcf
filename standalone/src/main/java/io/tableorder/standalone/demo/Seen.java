package io.tableorder.standalone.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Events that arrived and were not asked for yet. A reader that comes late still finds its event. */
final class Seen {
    /** Other people's orders on the same stores pile up here unread. */
    private static final int LIMIT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<EventStream.Event> events = new ArrayList<>();
    private @Nullable String ended;

    void add(EventStream.Event event) {
        lock.lock();
        try {
            if (events.size() == LIMIT) {
                events.removeFirst();
            }
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end(String reason) {
        lock.lock();
        try {
            ended = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    EventStream.Event await(String what, Predicate<EventStream.Event> wanted, Duration limit)
            throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (true) {
                EventStream.Event found = take(wanted);
                if (found != null) {
                    return found;
                }
                if (ended != null || left <= 0) {
                    throw new UnexpectedAnswerException("No " + what + " on the stream: "
                            + (ended != null ? ended : "waited " + limit.toSeconds() + " s"));
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private EventStream.@Nullable Event take(Predicate<EventStream.Event> wanted) {
        for (Iterator<EventStream.Event> each = events.iterator(); each.hasNext(); ) {
            EventStream.Event event = each.next();
            if (wanted.test(event)) {
                each.remove();
                return event;
            }
        }
        return null;
    }
}
