package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.fixture.SeededStores;
import io.tableorder.systemtests.pictures.Chart;
import io.tableorder.systemtests.pictures.Picture;
import io.tableorder.testkit.history.EventLog;
import io.tableorder.testkit.history.EventLogReader;
import io.tableorder.testkit.history.History;
import io.tableorder.testkit.history.HistoryChecker;
import io.tableorder.testkit.history.RandomClients;
import io.tableorder.testkit.history.ReadModelReader;
import io.tableorder.testkit.history.ReadModels;
import io.tableorder.testkit.history.Report;
import io.tableorder.testkit.history.Restaurant;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.testkit.process.WholePlatform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One day of load follows another, every service is restarted at each day's end while orders go on, and from the second day
 * on nothing holds more than it did but the log and the journal.
 *
 * <p>It is short where nothing asks for more: {@code -Dendurance.minutes=30 -Dendurance.days=6} is what says something of a
 * week.
 */
class EnduranceIT {

    private static final int CLIENTS = Integer.getInteger("endurance.clients", 8);
    private static final int TABLES = 4;

    /** Each table has its client: at one without, parties that moved there would gather for ever, as nobody ends their visit. */
    private static final SeededStores STORES = new SeededStores(CLIENTS / TABLES, TABLES);

    /**
     * A run is over in the 25 hours that a receipt is kept for, so the bound has to be reached within it. It is above what
     * clients may still repeat, which is then told from what is new.
     */
    private static final Map<String, String> MEMORY = Map.of("RECEIPTS_MAX_MIB", "16");

    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(250);
    private static final double MINUTES = Double.parseDouble(System.getProperty("endurance.minutes", "0.3"));

    /** The first day is for caches, pools and the compiler; the others are compared with the second. */
    private static final int DAYS = Integer.getInteger("endurance.days", 3);

    private static final Duration DAY = Duration.ofMillis((long) (MINUTES * 60_000 / DAYS));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final ProcessLogLines LOGS = new ProcessLogLines();

    private final List<DayEnd> days = new ArrayList<>();

    @Test
    void from_the_second_day_on_nothing_grows_but_the_log_and_the_journal() throws Exception {
        try (WholePlatform platform = WholePlatform.start(STORES, MEMORY, LOGS::of)) {
            EventLogReader reader = new EventLogReader(platform.bootstrapServers());
            EventLog before = reader.read();
            History history = new History(before.ends());
            try (RandomClients clients = clients(platform, before, history)) {
                clients.start();
                Holdings holdings = new Holdings(platform);
                for (int day = 1; day <= DAYS; day++) {
                    aDayPasses(history);
                    days.add(dayEnds(day, platform, holdings));
                }
                clients.finish();
            }
            System.out.println(table());
            picture();
            everyLawHeld(platform, reader.read(), history);
        }
        DayEnd second = days.get(1);
        assertThat(days.stream().skip(2).flatMap(day -> day.growthSince(second).stream()))
                .isEmpty();
    }

    private static RandomClients clients(WholePlatform platform, EventLog before, History history) {
        return new RandomClients(
                new RandomClients.Load(RandomClients.seed(), CLIENTS, BETWEEN_COMMANDS),
                Restaurant.of(before),
                Tokens.ISSUER,
                platform.orderApi()::base,
                history);
    }

    /** A day is over when its time is, and when it had orders. */
    private static void aDayPasses(History history) {
        long evening = System.nanoTime() + DAY.toNanos();
        long some = history.answeredOk() + CLIENTS;
        await("a day")
                .atMost(DAY.plus(PATIENCE))
                .until(() -> System.nanoTime() - evening >= 0 && history.answeredOk() >= some);
    }

    /** Looks at what is held, then restarts the services one after the other for the next day. */
    private static DayEnd dayEnds(int day, WholePlatform platform, Holdings holdings) throws Exception {
        Map<String, Double> values = holdings.look();
        if (day == DAYS) {
            return new DayEnd(day, values);
        }
        for (ServiceInstance service : platform.services()) {
            service.stop();
            long begun = System.nanoTime();
            service.start();
            service.awaitReady();
            values.put(service.service() + " start s", (System.nanoTime() - begun) / 1e9);
        }
        return new DayEnd(day, values);
    }

    private static void everyLawHeld(WholePlatform platform, EventLog log, History history) throws SQLException {
        ReadModels readModels = new ReadModelReader(platform.database().jdbcUrl()).readFolded(log, PATIENCE);
        Report report = HistoryChecker.check(history, log, readModels);
        System.out.println(report);
        assertThat(report.violations()).isEmpty();
    }

    private List<String> names() {
        return days.getFirst().values().keySet().stream().sorted().toList();
    }

    private String table() {
        StringBuilder table = new StringBuilder("| at the end of day |");
        days.forEach(day -> table.append(" %d |".formatted(day.day())));
        table.append("\n| --- |").append(" --- |".repeat(days.size()));
        for (String name : names()) {
            table.append("\n| %s |".formatted(name));
            days.forEach(day -> table.append(" %.1f |".formatted(day.values().getOrDefault(name, Double.NaN))));
        }
        return table.toString();
    }

    private void picture() {
        if (!Picture.isWanted()) {
            return;
        }
        Map<String, List<Chart.Line>> charts = new TreeMap<>();
        for (String name : names()) {
            List<Double> points = days.stream()
                    .map(day -> day.values().getOrDefault(name, Double.NaN))
                    .collect(Collectors.toList());
            String of = name.substring(name.indexOf(' ') + 1);
            charts.computeIfAbsent(of, _ -> new ArrayList<>()).add(new Chart.Line(name, points));
        }
        Picture.ofCharts(
                "endurance",
                "What is held at the end of each of %d days of load".formatted(days.size()),
                charts.entrySet().stream()
                        .map(chart -> new Chart(chart.getKey(), "short", chart.getValue()))
                        .toList());
    }
}
