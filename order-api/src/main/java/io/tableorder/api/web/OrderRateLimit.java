package io.tableorder.api.web;

import io.tableorder.api.settings.OrderRateSettings;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How often one table may order: a bucket that holds a minute's worth and refills evenly. In memory, so of this instance
 * alone: a guard against a stuck or hostile tablet, not a quota.
 */
@Component
final class OrderRateLimit {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    /** Tables remembered: 100 stores of 1,000 tables ordering within one minute, about 10 MB. */
    private static final int MAXIMUM_TABLES = 100_000;

    private static final Wording TOO_OFTEN = new Wording(
            "주문이 너무 잦습니다(분당 최대 %d건). %d초 후 다시 시도하세요",
            "At most %d orders a minute from one table: try again in %d seconds");

    private final OrderRateSettings settings;
    private final LongSupplier nanoTime;
    /** When each table's bucket will be full again. Past that moment an entry says nothing and may be forgotten. */
    private final ConcurrentHashMap<String, AtomicLong> fullAt = new ConcurrentHashMap<>();

    @Autowired
    OrderRateLimit(OrderRateSettings settings) {
        this(settings, System::nanoTime);
    }

    OrderRateLimit(OrderRateSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** @throws ProblemException 429 when the table has ordered too often */
    void take(String tableId) {
        if (!settings.limited()) {
            return;
        }
        long now = nanoTime.getAsLong();
        long perOrder = MINUTE_NANOS / settings.ordersPerMinute();
        AtomicLong full = fullAt.computeIfAbsent(tableId, _ -> new AtomicLong(now));
        while (true) {
            long before = full.get();
            long after = Math.max(before - now, 0) + perOrder;
            if (after > MINUTE_NANOS) {
                throw tooOften(Duration.ofNanos(after - MINUTE_NANOS));
            }
            if (full.compareAndSet(before, now + after)) {
                break;
            }
        }
        if (fullAt.size() > MAXIMUM_TABLES) {
            forget(now);
        }
    }

    private void forget(long now) {
        fullAt.values().removeIf(moment -> moment.get() - now <= 0);
        if (fullAt.size() > MAXIMUM_TABLES) {
            // More tables than there can be: rather give each a fresh bucket than look through all with every order.
            fullAt.clear();
        }
    }

    private ProblemException tooOften(Duration wait) {
        Duration retryAfter = wait.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        return new ProblemException(
                Problem.of(ErrorCode.RATE_LIMITED, TOO_OFTEN.with(settings.ordersPerMinute(), retryAfter.toSeconds()))
                        .withRetryAfter(retryAfter));
    }
}
