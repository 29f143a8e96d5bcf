package io.tableorder.api.web;

import io.tableorder.api.settings.OrderRateSettings;
import io.tableorder.api.text.ApiText;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * This says how often one table may order. Counted in memory, so by this instance alone: a guard against a stuck or
 * hostile tablet, not a quota.
 */
@Component
final class OrderRateLimit {

    /**
     * A table that may not order now may still ask this often, for each order it may place, what came of an earlier one.
     * Enough for a tablet on a bad line, and still a bound on what the writer is asked.
     */
    private static final int REPEATS_PER_ORDER = 20;

    private final @Nullable TableBuckets orders;
    private final @Nullable TableBuckets repeats;

    @Autowired
    OrderRateLimit(OrderRateSettings settings) {
        this(settings, System::nanoTime);
    }

    OrderRateLimit(OrderRateSettings settings, LongSupplier nanoTime) {
        this.orders = settings.limited() ? new TableBuckets(settings.ordersPerMinute(), nanoTime) : null;
        this.repeats =
                settings.limited() ? new TableBuckets(settings.ordersPerMinute() * REPEATS_PER_ORDER, nanoTime) : null;
    }

    /**
     * Submits a command at the expense of an allowance, which is given back unless the command counts in the end.
     *
     * @param allowance whose: a table's, with a prefix if it is not for orders
     * @param repeatable whether the command has a key, so that it may be the repetition of an earlier one
     * @param counts whether what came of it spends the allowance
     * @param command takes how long the table would have to wait if this is no repetition; null if it need not
     * @throws ProblemException 429 when the table asks too often
     */
    Accepted spend(
            String allowance,
            boolean repeatable,
            Predicate<Accepted> counts,
            Function<@Nullable Duration, Accepted> command) {
        Duration overRate = null;
        if (repeatable) {
            overRate = takeUnlessRepeated(allowance);
        } else {
            take(allowance);
        }
        boolean counted = false;
        try {
            Accepted accepted = command.apply(overRate);
            counted = counts.test(accepted);
            return accepted;
        } finally {
            if (!counted && overRate == null) {
                giveBack(allowance);
            }
        }
    }

    /**
     * Spends the allowance of one order.
     *
     * @throws ProblemException 429 when the table has ordered too often
     */
    void take(String tableId) {
        Duration wait = orders == null ? null : orders.take(tableId);
        if (wait != null) {
            throw new ProblemException(tooOften(wait));
        }
    }

    /**
     * Spends the allowance of one order, if there is one.
     *
     * @return how long the table must wait before it may order again; null if it may order now
     * @throws ProblemException 429 when the table asks too often even for repetitions
     */
    @Nullable
    Duration takeUnlessRepeated(String tableId) {
        Duration wait = orders == null ? null : orders.take(tableId);
        if (wait != null && repeats != null && repeats.take(tableId) != null) {
            throw new ProblemException(tooOften(wait));
        }
        return wait;
    }

    /** Gives back the allowance of an order that was refused, or was only the repetition of an earlier one. */
    void giveBack(String tableId) {
        if (orders != null) {
            orders.giveBack(tableId);
        }
    }

    static Problem tooOften(Duration wait) {
        Duration retryAfter = wait.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        return Problem.of(ErrorCode.RATE_LIMITED, ApiText.ORDERS_TOO_OFTEN.with(retryAfter.toSeconds()))
                .withRetryAfter(retryAfter);
    }
}
