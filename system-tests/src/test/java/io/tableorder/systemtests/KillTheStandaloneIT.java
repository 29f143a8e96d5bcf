package io.tableorder.systemtests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.fixture.OtlpReceiver;
import io.tableorder.identity.ClientPositions;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.store.StoreState;
import io.tableorder.systemtests.Client.Answer;
import io.tableorder.systemtests.WatchedMetrics.Documented;
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
import io.tableorder.testkit.process.RunningPlatform;
import io.tableorder.wire.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything is killed in the middle of a busy evening, and comes back. */
class KillTheStandaloneIT {

    private static final Path HOME = Path.of(System.getProperty("table-order.home"));
    private static final List<String> SERVICES = List.of("order-api", "order-projector", "sse-notifier");
    private static final List<String> STORES = List.of("hanok-gangnam", "hanok-hongdae", "bunsik-jongno");
    private static final int CLIENTS = 12;
    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(50);
    private static final int ANSWERED_BEFORE_THE_KILL = 300;
    private static final int ANSWERED_AFTER_IT = 300;

    /** Away from where a developer's own platform listens, and below the ports of outgoing connections. */
    private static final int PORT_OFFSET = 13_000;

    private static final String DATABASE =
            "jdbc:postgresql://127.0.0.1:%d/tableorder?user=postgres".formatted(15_432 + PORT_OFFSET);

    /** A killed projector's membership has to time out before its successor may read on. */
    private static final Duration CAUGHT_UP = Duration.ofMinutes(2);

    /** What a picture of a dashboard shows. */
    private static final Duration PICTURED = Duration.ofSeconds(90);

    private final Map<String, AdminScreen> screens = new LinkedHashMap<>();

    @TempDir
    private Path scraped;

    @Test
    void kill_9_under_load_loses_nothing_and_doubles_nothing(@TempDir Path data) throws Exception {
        try (OtlpReceiver traces = new OtlpReceiver();
                RunningPlatform platform = new RunningPlatform(data, PORT_OFFSET, OneTrace.settings(traces))) {
            Client anybody = Client.of(platform.orderApi());
            for (String store : STORES) {
                String token = Objects.requireNonNull(anybody.asAdminOf(store).token());
                screens.put(store, new AdminScreen(platform.notifier(), token));
            }
            await().until(() ->
                    screens.values().stream().noneMatch(screen -> screen.seen().isEmpty()));
            EventLogReader reader = new EventLogReader(platform.bootstrapServers());
            EventLog seed = reader.read();
            History history = new History(seed.ends());

            beBusyAroundAKill(platform, data, seed, history);

            EventLog log = reader.read();
            Report report = HistoryChecker.check(history, log, readModelsOf(log));
            System.out.println(report);
            assertThat(report.violations()).isEmpty();
            assertThat(report.counts().unknownCommands())
                    .as("the platform came back")
                    .isZero();
            Map<String, StoreState> states = log.states();
            for (String store : STORES) {
                theBoardIsTheFold(anybody.asAdminOf(store), states.get(store), log.texts());
                theScreenSawTheLog(screens.get(store), log.eventsByStore().get(store));
            }
            theMetricsAreTheDocumentedOnes(platform);
            OneTrace.leadsFromATabletToTheScreens(anybody.asTable(STORES.getFirst(), 1), traces);
        } finally {
            screens.values().forEach(AdminScreen::close);
        }
    }

    private static void theMetricsAreTheDocumentedOnes(RunningPlatform platform) throws Exception {
        await().untilAsserted(() -> assertThat(WatchedMetrics.exported(platform))
                .as("what alerts and dashboards ask for")
                .containsAll(WatchedMetrics.askedFor(HOME)));
        List<Documented> documented = WatchedMetrics.documented(HOME);
        Map<String, String> helps = WatchedMetrics.helps(platform);
        assertThat(documented.stream().collect(toMap(Documented::name, Documented::help)))
                .as("docs/metrics.md")
                .containsAllEntriesOf(helps);
        assertThat(helps.keySet())
                .as("what docs/metrics.md promises from the start")
                .containsAll(documented.stream()
                        .filter(Documented::fromStart)
                        .map(Documented::name)
                        .toList());
    }

    private void beBusyAroundAKill(RunningPlatform platform, Path data, EventLog seed, History history)
            throws Exception {
        String secretKey = Files.readString(data.resolve("secret-key")).strip();
        SecuritySettings security = new SecuritySettings(secretKey, Duration.ofHours(1), List.of());
        List<Restaurant> restaurants = Restaurant.of(seed).stream()
                .filter(restaurant -> STORES.contains(restaurant.storeId()))
                .toList();
        URI orderApi = URI.create(platform.orderApi());
        try (RandomClients clients = new RandomClients(
                new RandomClients.Load(RandomClients.seed(), CLIENTS, BETWEEN_COMMANDS),
                restaurants,
                new TokenIssuer(security, Clock.systemUTC()),
                () -> orderApi,
                history)) {
            clients.start();
            awaitAnswers(history, ANSWERED_BEFORE_THE_KILL);
            platform.kill();
            platform.startAgain();
            awaitAnswers(history, history.answeredOk() + ANSWERED_AFTER_IT);
            theDashboardsShowIt(platform);
            clients.finish();
        }
    }

    private void theDashboardsShowIt(RunningPlatform platform) throws Exception {
        Map<String, URI> services = new LinkedHashMap<>();
        List<URI> management = platform.management();
        for (int service = 0; service < management.size(); service++) {
            services.put(SERVICES.get(service), management.get(service));
        }
        Optional<Prometheus> started = Prometheus.start(scraped, services);
        if (started.isPresent()) {
            try (Prometheus prometheus = started.get()) {
                Instant start = Instant.now();
                Dashboards.allShowSomething(HOME, prometheus);
                if (Picture.isWanted()) {
                    Thread.sleep(PICTURED);
                    DashboardPictures.take(HOME, prometheus, start, Instant.now());
                }
            }
        }
    }

    private static void awaitAnswers(History history, long answers) {
        await().atMost(Duration.ofMinutes(2)).until(() -> history.answeredOk() >= answers);
    }

    private static ReadModels readModelsOf(EventLog log) throws SQLException {
        return new ReadModelReader(DATABASE).readFolded(log, CAUGHT_UP);
    }

    private static void theBoardIsTheFold(Client admin, StoreState state, FreeTexts texts) throws Exception {
        BoardView fold = BoardView.of(state, texts);
        Answer board = admin.get("/admin/orders?after=" + fold.position());
        assertThat(board.status()).as("%s", board).isEqualTo(200);
        JsonNode expected = Json.mapper().readTree(new ClientPositions().json(fold));
        assertThat(board.body().get("tables")).isEqualTo(expected.get("tables"));
    }

    /** Every event of the store behind the first {@code initial}, each once, in order, through however many breaks. */
    private static void theScreenSawTheLog(AdminScreen screen, List<RecordedEvent> log) {
        AdminScreen.Event initial = screen.seen().getFirst();
        assertThat(initial.name()).isEqualTo("initial");
        List<String> shown = log.stream()
                .dropWhile(event -> !event.position().toString().equals(initial.id()))
                .skip(1)
                .filter(event -> !(event.event() instanceof SessionEvent.Started))
                .map(event -> event.position().toString())
                .toList();
        await().until(() -> screen.seen().size() > shown.size());
        assertThat(screen.seen().stream().skip(1).map(AdminScreen.Event::id)).containsExactlyElementsOf(shown);
        assertThat(screen.connects()).as("the kill broke the stream").isGreaterThan(1);
    }
}
