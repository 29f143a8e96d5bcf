package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.history.EventLog;
import io.tableorder.testkit.history.EventLogReader;
import io.tableorder.testkit.history.History;
import io.tableorder.testkit.history.RandomClients;
import io.tableorder.testkit.history.ReadModelReader;
import io.tableorder.testkit.history.Restaurant;
import io.tableorder.testkit.process.OrdersCommand;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.testkit.process.WholePlatform;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of docs/runbooks/restore.md: a platform that takes orders is backed up, and goes on with another broker, another
 * database and more partitions.
 */
class BackupDrillIT {

    private static final SeededStores STORES = new SeededStores(12, 3);
    private static final int CLIENTS = 6;
    private static final int PARTITIONS = 16;
    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Answered before the first backup, and while it runs. */
    private static final int A_GOOD_MANY = 150;

    private static final Map<String, Object> ORDER =
            Map.of("items", List.of(Map.of("menu_id", SeededStores.menuId(1), "quantity", 2)));

    @RegisterExtension
    static final ProcessLogLines LOGS = new ProcessLogLines();

    @TempDir
    private Path backup;

    @Test
    void a_platform_under_load_goes_on_from_its_backup_with_more_partitions_and_nothing_old_is_taken_for_new()
            throws Exception {
        AtomicReference<URI> notifier = new AtomicReference<>();
        try (WholePlatform former = WholePlatform.start(STORES, LOGS::of);
                WholePlatform restored = WholePlatform.withoutServices(WholePlatform.Plan.of(PARTITIONS), LOGS::of)) {
            notifier.set(former.notifier().base());
            try (AdminScreen screen = new AdminScreen(notifier::get, Tokens.storeAdmin(0), () -> Integer.MAX_VALUE)) {
                Client admin = Client.of(former.orderApi(), Tokens.storeAdmin(0));
                Map<String, String> account = Map.of("username", "kim", "password", Client.PASSWORD);
                await("the store's first account")
                        .atMost(PATIENCE)
                        .until(() -> admin.send("POST", "/admin/staff", account, "kim")
                                        .status()
                                == 201);
                backUpUnderLoad(former);
                Client.Answer first = Client.of(former.orderApi(), Tokens.table(0, 0))
                        .send("POST", "/customer/orders", ORDER, "drill");
                assertThat(first.status()).as("%s", first).isEqualTo(201);
                EventLog log = awaitReadModels(former);
                ModelRows before = ModelRows.in(former.database().jdbcUrl());
                int shown = screen.seen().size();

                former.stopServices();
                assertDone(former.command("backup", "--to", backup.toString()));
                OrdersCommand restore = restored.command("restore", "--from", backup.toString());
                assertThat(restore.exitCode()).as(restore.output()).isZero();
                assertThat(restore.output()).contains("12 stores into 16 partitions");
                restored.startServices();
                notifier.set(restored.notifier().base());

                assertThat(awaitIntact(restored).output())
                        .contains("intact: ")
                        .contains(" of 12 stores; ")
                        .contains(" 0 events are not in it yet");
                assertThat(ModelRows.in(restored.database().jdbcUrl())).isEqualTo(before);
                assertThat(before.byTable().get("orders_g1.orders")).hasSizeGreaterThan(10);
                assertThat(log.eventsByStore()).hasSize(12);
                theOldScreenBeginsAnew(screen, shown);
                theOldKeyAndPositionsAreKnownForWhatTheyAre(restored, first);
            }
        }
    }

    private void backUpUnderLoad(WholePlatform former) throws Exception {
        EventLog before = new EventLogReader(former.bootstrapServers()).read();
        History history = new History(before.ends());
        try (RandomClients clients = new RandomClients(
                new RandomClients.Load(RandomClients.seed(), CLIENTS, BETWEEN_COMMANDS),
                Restaurant.of(before),
                Tokens.ISSUER,
                former.orderApi()::base,
                history)) {
            clients.start();
            awaitAnswers(history, A_GOOD_MANY);
            assertDone(former.command("backup", "--to", backup.toString()));
            awaitAnswers(history, history.answeredOk() + A_GOOD_MANY);
            assertDone(former.command("backup", "--to", backup.toString()));
            clients.finish();
        }
    }

    private static void awaitAnswers(History history, long many) {
        await("orders answered").atMost(PATIENCE).until(() -> history.answeredOk() >= many);
    }

    private static void assertDone(OrdersCommand command) {
        assertThat(command.exitCode()).as(command.output()).isZero();
    }

    private static EventLog awaitReadModels(WholePlatform platform) {
        EventLog log = new EventLogReader(platform.bootstrapServers()).read();
        new ReadModelReader(platform.database().jdbcUrl()).awaitFolded(log, PATIENCE);
        return log;
    }

    private static OrdersCommand awaitIntact(WholePlatform platform) {
        return await("the journal to be whole")
                .atMost(PATIENCE)
                .until(() -> platform.command("verify"), run -> run.output().contains(" 0 events are not in it yet"));
    }

    /** What it held is of another log: it is told to forget it, and gets the board as it is. */
    private static void theOldScreenBeginsAnew(AdminScreen screen, int shown) {
        await("the board of the restored platform")
                .atMost(PATIENCE)
                .until(() -> screen.seen().size() >= shown + 2);
        List<AdminScreen.Event> since = screen.seen().subList(shown, shown + 2);
        assertThat(since).extracting(AdminScreen.Event::name).containsExactly("reset", "initial");
        assertThat(since.getFirst().data().get("reason").asString()).isEqualTo("unknown_position");
        assertThat(since.getLast().id())
                .matches("[0-9]+-[0-9]+\\.[0-9a-f]{8}")
                .isEqualTo(since.getLast().data().get("position").asString());
    }

    private static void theOldKeyAndPositionsAreKnownForWhatTheyAre(WholePlatform restored, Client.Answer first)
            throws Exception {
        Client table = Client.of(restored.orderApi(), Tokens.table(0, 0));
        Client.Answer again = table.send("POST", "/customer/orders", ORDER, "drill");
        assertThat(again.status()).as("%s", again).isEqualTo(201);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body().get("order_id")).isEqualTo(first.body().get("order_id"));
        assertThat(again.body().get("ordered_at")).isEqualTo(first.body().get("ordered_at"));
        assertThat(again.body().get("items")).isEqualTo(first.body().get("items"));
        assertThat(again.position()).isEqualTo(again.body().get("position").asString());

        Client.Answer old = table.get("/customer/orders?after=" + first.position());
        assertThat(old.status()).as("%s", old).isEqualTo(409);
        assertThat(old.body().get("error_code").asString()).isEqualTo("POSITION_UNKNOWN");
        Client.Answer now = table.get("/customer/orders?after=" + again.position());
        assertThat(now.status()).as("%s", now).isEqualTo(200);
        assertThat(table.with("If-None-Match", "\"" + first.position() + "\"")
                        .get("/customer/orders")
                        .status())
                .isEqualTo(200);

        Client.Answer next = table.send("POST", "/customer/orders", ORDER, "drill-2");
        assertThat(next.status()).as("%s", next).isEqualTo(201);
        assertThat(next.body().get("order_number").asInt())
                .isEqualTo(first.body().get("order_number").asInt() + 1);
    }
}
