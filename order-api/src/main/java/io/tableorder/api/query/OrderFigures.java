package io.tableorder.api.query;

import io.tableorder.board.FreeTexts;
import io.tableorder.wire.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** These figures say how a store's orders of some time have gone. To be asked for within {@link ReadModels#read}. */
@Component
final class OrderFigures {
    /** The answer has the commonest ones. Staff write what they like, so there is no end to them. */
    private static final int MAXIMUM_REASONS = 20;

    /** So many cancellations are read for one answer, at some ten microseconds each; a busy store has as many in a year. */
    private static final int MAXIMUM_CANCELLATIONS = 10_000;

    /** A long menu has some 200 dishes; the answer has those that brought the most. */
    private static final int MAXIMUM_DISHES = 100;

    private static final String OF_SPAN = "o.store_id = :store AND o.ordered_at >= :start AND o.ordered_at < :end";

    private static final String OF_DAY = OF_SPAN + " AND o.business_day = :day";

    /** Counts by the time of ordering, without the cancelled orders. Hours without orders are left out. */
    private static final String PER_HOUR = """
            SELECT date_trunc('hour', o.ordered_at, :zone) AS hour, count(*), sum(o.total_amount)
            FROM orders.orders o
            WHERE %s AND o.status <> 'CANCELLED'
            GROUP BY hour ORDER BY hour""";

    private static final String SOLD = """
            SELECT count(*) FILTER (WHERE o.status <> 'CANCELLED'),
                   coalesce(sum(o.total_amount) FILTER (WHERE o.status <> 'CANCELLED'), 0),
                   count(*) FILTER (WHERE o.status = 'CANCELLED')
            FROM orders.orders o WHERE %s""";

    private static final String SECONDS = """
            WITH spans AS (
                SELECT 'PENDING' AS status,
                       coalesce(o.preparing_at, o.completed_at, o.cancelled_at) - o.ordered_at AS span
                FROM orders.orders o WHERE %1$s
                UNION ALL
                SELECT 'PREPARING', coalesce(o.completed_at, o.cancelled_at) - o.preparing_at
                FROM orders.orders o WHERE %1$s)
            SELECT status, count(span),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM span)),
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM span))
            FROM spans WHERE span IS NOT NULL GROUP BY status ORDER BY status""";

    /**
     * Counts the cancellations of the orders placed in the span. The words are cut out of the event as they stand
     * there: a column for them would be written for every order, and read for this alone. They stand there enciphered, each in
     * another way, so the same words are counted together once they are read.
     */
    private static final String CANCELLATIONS = """
            SELECT substring(convert_from(j.value, 'UTF8') FROM '"reason":("(?:[^"\\\\]|\\\\.)*")') AS reason, count(*)
            FROM orders.orders o
            JOIN orders.journal j ON j.store_id = o.store_id AND j.subject = o.order_id
            WHERE %s AND o.status = 'CANCELLED'
              AND j.type = 'io.tableorder.order.cancelled.v1' AND j.event_time >= :start
            GROUP BY reason ORDER BY count(*) DESC, reason LIMIT\s""" + MAXIMUM_CANCELLATIONS;

    /** A dish goes by the name that it had last. What was taken back of an order is in no line any more. */
    private static final String DISHES = """
            SELECT i.menu_id, (array_agg(i.menu_name ORDER BY o.ordered_at DESC))[1],
                   sum(i.quantity) AS quantity, sum(i.subtotal) AS revenue
            FROM orders.orders o
            JOIN orders.order_items i ON i.store_id = o.store_id AND i.order_id = o.order_id
            WHERE %s AND o.status <> 'CANCELLED' AND i.quantity > 0
            GROUP BY i.menu_id ORDER BY revenue DESC, quantity DESC, i.menu_id LIMIT\s""" + MAXIMUM_DISHES;

    /** @param start of the hour, as clocks show it where the store is */
    record Bucket(Instant start, long orders, long revenue) {}

    /** These are times of the orders that have left the status. */
    record Seconds(long orders, double p50, double p95) {}

    /** @param reason as it was given; null for none, and for those that were erased */
    record Cancellations(@Nullable String reason, long orders) {}

    private static final Comparator<Cancellations> COMMONEST_FIRST = Comparator.comparingLong(Cancellations::orders)
            .reversed()
            .thenComparing(Cancellations::reason, Comparator.nullsLast(Comparator.naturalOrder()));

    /** @param revenue in the currency's minor unit, with the options that were chosen */
    record DishSales(String menuId, String menuName, long quantity, long revenue) {}

    /**
     * This says which orders are meant.
     *
     * @param start of the time in which they were placed
     * @param end of it, itself not meant
     * @param businessDay of them; null for any
     */
    record Selection(
            String storeId,
            ZoneId zone,
            Instant start,
            Instant end,
            @Nullable LocalDate businessDay) {}

    private final JdbcClient jdbc;
    private final JournalStarts starts;
    private final FreeTexts texts;

    OrderFigures(JdbcClient jdbc, JournalStarts starts, FreeTexts texts) {
        this.texts = texts;
        this.jdbc = jdbc;
        this.starts = starts;
    }

    /** Returns the hours that had orders, the first one first. */
    List<Bucket> perHour(Selection selection) {
        return ask(PER_HOUR, selection)
                .param("zone", selection.zone().getId())
                .query((row, _) ->
                        new Bucket(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2), row.getLong(3)))
                .list();
    }

    ChainSales.Figures sold(Selection selection) {
        return ask(SOLD, selection)
                .query((row, _) -> new ChainSales.Figures(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    Map<String, Seconds> secondsInStatus(Selection selection) {
        Map<String, Seconds> seconds = new LinkedHashMap<>();
        ask(SECONDS, selection).query(row -> {
            seconds.put(row.getString(1), new Seconds(row.getLong(2), row.getDouble(3), row.getDouble(4)));
        });
        return seconds;
    }

    /** Returns null when the journal is not kept any more for all of the time. */
    @Nullable
    List<Cancellations> cancellations(Selection selection) {
        if (starts.of(selection.storeId()).isAtOrAfter(selection.start())) {
            return null;
        }
        Map<String, Long> orders = new HashMap<>();
        long[] withoutReason = {0};
        ask(CANCELLATIONS, selection).query(row -> {
            String reason = texts.read(text(row.getString(1))).text();
            if (reason == null) {
                withoutReason[0] += row.getLong(2);
            } else {
                orders.merge(reason, row.getLong(2), Long::sum);
            }
        });
        Stream<Cancellations> none =
                withoutReason[0] == 0 ? Stream.of() : Stream.of(new Cancellations(null, withoutReason[0]));
        return Stream.concat(
                        orders.entrySet().stream().map(each -> new Cancellations(each.getKey(), each.getValue())), none)
                .sorted(COMMONEST_FIRST)
                .limit(MAXIMUM_REASONS)
                .toList();
    }

    /** Returns the dishes that were sold, the one that brought the most first. */
    List<DishSales> dishes(Selection selection) {
        return ask(DISHES, selection)
                .query((row, _) -> new DishSales(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    private static @Nullable String text(@Nullable String json) {
        return json == null ? null : Json.mapper().readValue(json, String.class);
    }

    private JdbcClient.StatementSpec ask(String sql, Selection selection) {
        JdbcClient.StatementSpec asked = jdbc.sql(sql.formatted(selection.businessDay() == null ? OF_SPAN : OF_DAY))
                .param("store", selection.storeId())
                .param("start", selection.start().atOffset(ZoneOffset.UTC))
                .param("end", selection.end().atOffset(ZoneOffset.UTC));
        return selection.businessDay() == null ? asked : asked.param("day", selection.businessDay());
    }
}
