package io.tableorder.projector.print;

import io.tableorder.projector.table.PrintEvent;
import io.tableorder.projector.table.Times;
import io.tableorder.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The slips that wait, a queue for each printer. Whoever prints has claimed the printer, so that its slips come one after the other
 * whichever instance prints them. A claim is over when it is not renewed in time; a slip that was being sent then is sent again, and
 * says that it may be there already.
 */
final class PrintQueue {

    /** Longer than a slip can take: connecting, two questions, the longest print and some statements. */
    static final Duration CLAIM = Duration.ofSeconds(60);

    /** So long slips are kept, to be looked at. */
    private static final int DAYS_KEPT = 3;

    /** A minute after a printer is switched on again at the latest, it prints what waited for it. */
    private static final int LONGEST_BACK_OFF_SECONDS = 60;

    private static final int SHORTEST_BACK_OFF_SECONDS = 2;

    private static final String CLAIM_DUE = """
            INSERT INTO orders.print_queues AS q (store_id, printer_id, claimed_by, claimed_until)
            SELECT w.store_id, w.printer_id, ?, now() + make_interval(secs => ?)
            FROM (SELECT store_id, printer_id, min(slip_id) AS oldest FROM orders.print_slips WHERE state = 'WAITING'
                  GROUP BY store_id, printer_id) AS w
            LEFT JOIN orders.print_queues AS k USING (store_id, printer_id)
            WHERE coalesce(k.next_attempt_at, '-infinity') <= now() AND coalesce(k.claimed_until, '-infinity') < now()
              AND (coalesce(k.failures, 0) > 0) = ?
            ORDER BY k.next_attempt_at NULLS FIRST, w.oldest LIMIT ?
            ON CONFLICT (store_id, printer_id) DO UPDATE
                SET claimed_by = EXCLUDED.claimed_by, claimed_until = EXCLUDED.claimed_until
                WHERE coalesce(q.claimed_until, '-infinity') < now()
            RETURNING store_id, printer_id""";
    private static final String RENEW = """
            UPDATE orders.print_queues SET claimed_until = now() + make_interval(secs => ?)
            WHERE store_id = ? AND printer_id = ? AND claimed_by = ? AND claimed_until > now()""";
    private static final String RELEASE = """
            UPDATE orders.print_queues SET claimed_by = NULL, claimed_until = NULL
            WHERE store_id = ? AND printer_id = ? AND claimed_by = ?""";
    private static final String OLDEST = """
            SELECT slip_id, slip_number, kind, order_number, origin_number, table_label, from_table, lines, event_time,
                may_be_printed
            FROM orders.print_slips WHERE store_id = ? AND printer_id = ? AND state = 'WAITING'
            ORDER BY slip_id LIMIT 1""";
    private static final String SENDING = """
            UPDATE orders.print_slips AS s SET may_be_printed = true, attempts = attempts + 1, changed_at = now()
            WHERE slip_id = ? AND state = 'WAITING' AND EXISTS (
                SELECT FROM orders.print_queues AS q
                WHERE q.store_id = s.store_id AND q.printer_id = s.printer_id
                  AND q.claimed_by = ? AND q.claimed_until > now())""";
    private static final String PRINTED = """
            WITH printed AS (
                UPDATE orders.print_slips SET state = 'PRINTED', trouble = NULL, changed_at = now()
                WHERE slip_id = ? AND state = 'WAITING' RETURNING store_id, printer_id)
            UPDATE orders.print_queues AS q SET failures = 0, trouble = NULL, next_attempt_at = NULL, printed_at = now()
            FROM printed AS p WHERE q.store_id = p.store_id AND q.printer_id = p.printer_id""";
    private static final String FAILED = """
            UPDATE orders.print_queues SET claimed_by = NULL, claimed_until = NULL, failures = failures + 1, trouble = ?,
                next_attempt_at = now() + make_interval(secs => least(? * power(2, least(failures, 10)), ?))
            WHERE store_id = ? AND printer_id = ? AND claimed_by = ?""";
    private static final String TROUBLE_OF_SLIP =
            "UPDATE orders.print_slips SET trouble = ?, changed_at = now() WHERE slip_id = ? AND state = 'WAITING'";
    private static final String GIVE_UP = """
            UPDATE orders.print_slips SET state = 'GIVEN_UP', trouble = ?, changed_at = now()
            WHERE state = 'WAITING' AND""";
    private static final String OLD = " event_time < now() - make_interval(hours => ?)";
    private static final String OF_PRINTER = " store_id = ? AND printer_id = ?";
    private static final String THIS_ONE = " slip_id = ?";
    private static final List<String> FORGET = List.of(
            "DELETE FROM orders.print_slips WHERE event_time < now() - make_interval(days => %d)".formatted(DAYS_KEPT),
            // An hour longer than it may be printed, so that nothing is noted a second time.
            "DELETE FROM orders.print_events WHERE event_time < now() - make_interval(hours => %d)"
                    .formatted(PrintEvent.HOURS_TO_PRINT + 1),
            """
            DELETE FROM orders.print_queues AS q WHERE NOT EXISTS (
                SELECT FROM orders.printers AS p WHERE p.store_id = q.store_id AND p.printer_id = q.printer_id)
              AND NOT EXISTS (SELECT FROM orders.print_slips AS s
                WHERE s.store_id = q.store_id AND s.printer_id = q.printer_id AND s.state = 'WAITING')""");

    /** The right to print on one printer. */
    record Claim(String storeId, String printerId, String token) {}

    private final JdbcTemplate jdbc;

    PrintQueue(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Claims printers for which slips wait.
     *
     * @param failing whether those that did not print the last time, or all others
     */
    List<Claim> claim(int most, boolean failing) {
        String token = UUID.randomUUID().toString();
        return jdbc.query(
                CLAIM_DUE,
                (row, _) -> new Claim(row.getString("store_id"), row.getString("printer_id"), token),
                token,
                CLAIM.toSeconds(),
                failing,
                most);
    }

    /** Returns the oldest slip that waits, and renews the claim; empty when there is none, or the claim is over. */
    Optional<Slip> next(Claim claim) {
        int renewed = jdbc.update(RENEW, CLAIM.toSeconds(), claim.storeId(), claim.printerId(), claim.token());
        return renewed == 0
                ? Optional.empty()
                : jdbc.query(OLDEST, (row, _) -> slip(row), claim.storeId(), claim.printerId()).stream()
                        .findFirst();
    }

    private static Slip slip(ResultSet row) throws SQLException {
        return new Slip(
                row.getLong("slip_id"),
                row.getLong("slip_number"),
                SlipKind.valueOf(row.getString("kind")),
                row.getInt("order_number"),
                row.getObject("origin_number", Integer.class),
                row.getString("table_label"),
                row.getString("from_table"),
                List.of(Json.mapper().readValue(row.getString("lines"), Slip.Line[].class)),
                Times.get(row, "event_time"),
                row.getBoolean("may_be_printed"));
    }

    /** Notes that the slip may be on paper from now on; false when it is somebody else's to send. */
    boolean sending(Claim claim, Slip slip) {
        return jdbc.update(SENDING, slip.slipId(), claim.token()) > 0;
    }

    /** Whoever printed it, it is. */
    void printed(Slip slip) {
        var _ = jdbc.update(PRINTED, slip.slipId());
    }

    /** Lets the printer rest, the longer the more often it failed. */
    void failed(Claim claim, Slip slip, PrinterTrouble trouble) {
        var _ = jdbc.update(TROUBLE_OF_SLIP, trouble.name(), slip.slipId());
        var _ = jdbc.update(
                FAILED,
                trouble.name(),
                SHORTEST_BACK_OFF_SECONDS,
                LONGEST_BACK_OFF_SECONDS,
                claim.storeId(),
                claim.printerId(),
                claim.token());
    }

    void release(Claim claim) {
        var _ = jdbc.update(RELEASE, claim.storeId(), claim.printerId(), claim.token());
    }

    /** Gives up what nobody needs any more. */
    int giveUpOld() {
        return jdbc.update(GIVE_UP + OLD, PrinterTrouble.TOO_OLD.name(), PrintEvent.HOURS_TO_PRINT);
    }

    /** Gives up all that waits for a printer that is gone. */
    int giveUpOf(Claim claim) {
        return jdbc.update(
                GIVE_UP + OF_PRINTER, PrinterTrouble.PRINTER_REMOVED.name(), claim.storeId(), claim.printerId());
    }

    void giveUp(Slip slip, PrinterTrouble trouble) {
        var _ = jdbc.update(GIVE_UP + THIS_ONE, trouble.name(), slip.slipId());
    }

    /** Deletes what is kept no longer. */
    void forget() {
        FORGET.forEach(jdbc::execute);
    }

    /** Returns how much waits in all stores, and since when. */
    Waiting waiting() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT count(*), min(event_time) FROM orders.print_slips WHERE state = 'WAITING'",
                (row, _) -> new Waiting(row.getLong(1), row.getObject(2, OffsetDateTime.class))));
    }

    /** @param since when the oldest happened; null when nothing waits */
    record Waiting(long slips, @Nullable OffsetDateTime since) {}
}
