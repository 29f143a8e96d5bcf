package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import io.tableorder.systemtests.Client.Answer;
import io.tableorder.testkit.history.Attempt;
import io.tableorder.testkit.history.Command;
import io.tableorder.testkit.history.EventLog;
import io.tableorder.testkit.history.EventLogReader;
import io.tableorder.testkit.history.History;
import io.tableorder.testkit.history.HistoryChecker;
import io.tableorder.testkit.history.Outcome;
import io.tableorder.testkit.history.RandomClients;
import io.tableorder.testkit.history.ReadModelReader;
import io.tableorder.testkit.history.ReadModels;
import io.tableorder.testkit.history.Report;
import io.tableorder.testkit.history.Restaurant;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.ReadinessProbe;
import io.tableorder.testkit.process.RoundRobin;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.testkit.process.WholePlatform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every service leans on is taken away under load, one after the other, and comes back. */
class BrokerOrDatabaseAwayIT {

    private static final SeededStores STORES = new SeededStores(6, 2);
    private static final int CLIENTS = 12;
    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(250);

    /** Answered before anything is stopped, without it where it is not needed, and after it. */
    private static final int A_GOOD_MANY = 150;

    /** Longer than any producer, session or transaction waits. */
    private static final Duration BROKER_AWAY = Duration.ofSeconds(30);

    private static final int FLAPS = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final ProcessLogLines LOGS = new ProcessLogLines();

    private static @Nullable WholePlatform platform;
    private static long seed;

    private History history;
    private EventLog before;

    @BeforeAll
    static void start() throws Exception {
        platform = WholePlatform.start(STORES, LOGS::of);
        seed = RandomClients.seed();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @BeforeEach
    void beginHistory() {
        before = new EventLogReader(platform.bootstrapServers()).read();
        history = new History(before.ends());
        // Two runs' clients must not have the same keys.
        seed++;
    }

    private RandomClients clients() {
        return new RandomClients(
                new RandomClients.Load(seed, CLIENTS, BETWEEN_COMMANDS),
                Restaurant.of(before),
                Tokens.ISSUER,
                platform.orderApi()::base,
                history);
    }

    private void awaitMoreAnswers() {
        long enough = history.answeredOk() + A_GOOD_MANY;
        await("orders answered").atMost(PATIENCE).until(() -> history.answeredOk() >= enough);
    }

    /** Returns what was checked: the log, which the read models have caught up with. */
    private EventLog assertThatEveryLawHeld() throws SQLException {
        EventLog log = new EventLogReader(platform.bootstrapServers()).read();
        ReadModels readModels = new ReadModelReader(platform.database().jdbcUrl()).readFolded(log, PATIENCE);
        Report report = HistoryChecker.check(history, log, readModels);
        System.out.println(report);
        assertThat(report.violations()).isEmpty();
        assertThat(report.counts().unknownCommands()).isZero();
        return log;
    }

    @Test
    void without_postgresql_orders_and_screens_go_on_and_queries_and_logins_say_that_they_cannot() throws Exception {
        Client admin = new Client(new RoundRobin(List.of(platform.orderApi().base())), Tokens.storeAdmin(0));
        Client chainAdmin = new Client(
                new RoundRobin(List.of(platform.projector().base())), Tokens.of(Role.CHAIN_ADMIN, SeededStores.CHAIN));
        await("the store's first account").atMost(PATIENCE).until(() -> newAccount(admin) == 201);
        try (AdminScreen screen = new AdminScreen(platform.notifier().base().toString(), Tokens.storeAdmin(0));
                RandomClients clients = clients()) {
            clients.start();
            awaitMoreAnswers();

            platform.database().stop();

            assertUnavailable(admin.get("/admin/orders"));
            assertUnavailable(login(admin));
            assertUnavailable(chainAdmin.get("/admin/projection"));
            int shown = screen.seen().size();
            awaitMoreAnswers();
            await("the screen to go on").until(() -> screen.seen().size() > shown);
            assertUnavailable(admin.get("/admin/orders"));
            assertUnavailable(login(admin));
            await("a retry's line").until(() -> LOGS.has("order-projector", "WARNING", "for PostgreSQL"));

            platform.database().start();

            await("queries")
                    .atMost(PATIENCE)
                    .until(() -> admin.get("/admin/orders").status() == 200);
            await("logins").atMost(PATIENCE).until(() -> login(admin).status() == 200);
            clients.finish();
            assertThat(screen.connects()).as("connections of the screen").isEqualTo(1);
        }
        EventLog log = assertThatEveryLawHeld();
        assertThat(history.attempts())
                .as("nobody was kept waiting")
                .noneMatch(attempt -> attempt.outcome() instanceof Outcome.Unknown);
        theCheckerWouldMissAnAnsweredOrder(log);
    }

    /** A stopped process keeps its connections open and answers nothing, which no error tells of. */
    @Test
    void probes_answer_in_time_when_postgresql_or_the_broker_hangs_and_when_it_flaps() {
        for (int time = 0; time < FLAPS; time++) {
            platform.database().pause();
            try {
                ReadinessProbe.of(platform.projector()).saysInTimeThatItLacks("database");
                await("its line").until(() -> LOGS.has("order-projector", "ERROR", "Readiness: database is lost"));
                // Orders are taken and boards shown without it.
                ReadinessProbe.of(platform.orderApi()).becomesReady();
                ReadinessProbe.of(platform.notifier()).becomesReady();
            } finally {
                platform.database().resume();
            }
            ReadinessProbe.of(platform.projector()).becomesReady();
            platform.broker().pause();
            try {
                platform.services().parallelStream()
                        .forEach(service -> ReadinessProbe.of(service).saysInTimeThatItLacks("kafka"));
            } finally {
                platform.broker().resume();
            }
            platform.services().forEach(service -> ReadinessProbe.of(service).becomesReady());
        }
    }

    @Test
    void what_a_service_does_not_take_is_refused_alike_by_every_service() throws Exception {
        ErrorAnswers.of(platform.orderApi()).areProblems("/api/v1/admin/login");
        ErrorAnswers.of(platform.projector()).areProblems("/api/v1/admin/projection/rebuild");
        ErrorAnswers.of(platform.notifier()).areProblems();
    }

    @Test
    void one_request_id_leads_to_the_orders_lines_in_every_service() throws Exception {
        OneRequestsLines.leadThrough(platform, LOGS);
    }

    @Test
    void clients_made_from_the_api_documents_place_an_order_and_read_it_from_every_service() throws Exception {
        ClientsFromDocuments.orderAndRead(platform);
    }

    private static int newAccount(Client admin) throws Exception {
        Map<String, String> account = Map.of("username", "kim", "password", Client.PASSWORD);
        return admin.send("POST", "/admin/staff", account, "new-account").status();
    }

    private static Answer login(Client anybody) throws Exception {
        Map<String, String> credentials =
                Map.of("store_id", SeededStores.storeId(0), "username", "kim", "password", Client.PASSWORD);
        return anybody.send("POST", "/admin/login", credentials, null);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.body().get("error_code").asString()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.retryAfter()).isNotNull();
    }

    /** On what a real run has left, not only on what tests of the checker make up. */
    private void theCheckerWouldMissAnAnsweredOrder(EventLog log) {
        Attempt order = history.attempts().stream()
                .filter(attempt -> attempt.command() instanceof Command.PlaceOrder)
                .filter(attempt -> attempt.outcome() instanceof Outcome.Ok ok && !ok.replayed())
                .filter(attempt -> wroteOneEvent(log, attempt))
                .findAny()
                .orElseThrow();
        Outcome.Ok answer = (Outcome.Ok) order.outcome();
        assertThat(HistoryChecker.check(history, log.without(answer.position())).violations())
                .contains("Store %s: key %s (%s) was answered ok at %s, but the log has no event of it"
                        .formatted(order.storeId(), order.key(), order.command(), answer.position()));
    }

    /** An order that also began its session leaves another event of the same key behind, which is another violation. */
    private static boolean wroteOneEvent(EventLog log, Attempt attempt) {
        return log.eventsByStore().getOrDefault(attempt.storeId(), List.of()).stream()
                        .filter(event ->
                                attempt.commandId().equals(event.stamp().commandId()))
                        .count()
                == 1;
    }

    @Test
    void without_its_only_broker_for_half_a_minute_it_says_so_and_then_goes_on_by_itself() throws Exception {
        try (RandomClients clients = clients()) {
            clients.start();
            awaitMoreAnswers();

            platform.broker().kill();
            long awayNanos = System.nanoTime();
            Thread.sleep(BROKER_AWAY);
            long backNanos = System.nanoTime();
            platform.broker().start();

            awaitMoreAnswers();
            clients.finish();
            assertThat(history.attempts().stream()
                            .filter(attempt -> attempt.sentNanos() >= awayNanos && attempt.answeredNanos() <= backNanos)
                            .map(Attempt::outcome))
                    .as("answers without a broker, but for those that repeat an earlier one")
                    .isNotEmpty()
                    .filteredOn(outcome -> !(outcome instanceof Outcome.Ok ok && ok.replayed()))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Outcome.Unknown.class,
                                    unknown -> assertThat(unknown.why()).startsWith("503")));
        }
        assertThatEveryLawHeld();
    }
}
