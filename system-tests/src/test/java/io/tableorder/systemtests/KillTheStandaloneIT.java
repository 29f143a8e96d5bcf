package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.board.BoardView;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.store.StoreState;
import io.tableorder.systemtests.Client.Answer;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything is killed in the middle of a busy evening, and comes back. */
class KillTheStandaloneIT {

    private static final List<String> STORES = List.of("hanok-gangnam", "hanok-hongdae", "bunsik-jongno");
    private static final int TABLES_PER_STORE = 4;
    private static final int ORDERS_PER_TABLE = 60;
    private static final int ANSWERED_BEFORE_THE_KILL = 200;

    /** Away from where a developer's own platform listens. */
    private static final int PORT_OFFSET = 20_300;

    /** A killed projector's membership has to time out before its successor may read on. */
    private static final Duration CAUGHT_UP = Duration.ofSeconds(30);

    /** Idempotency-Key → the id of the order that was answered with 201. */
    private final Map<String, String> answered = new ConcurrentHashMap<>();

    @Test
    void kill_9_under_load_loses_nothing_and_doubles_nothing(@TempDir Path data) throws Exception {
        List<AdminScreen> screens = new ArrayList<>();
        try (RunningPlatform platform = new RunningPlatform(data, PORT_OFFSET);
                ExecutorService guests = Executors.newVirtualThreadPerTaskExecutor()) {
            Client anybody = Client.of(platform.orderApi());
            for (String store : STORES) {
                String token = Objects.requireNonNull(anybody.asAdminOf(store).token());
                screens.add(new AdminScreen(platform.notifier(), token));
            }
            await().until(() ->
                    screens.stream().noneMatch(screen -> screen.seen().isEmpty()));
            List<Future<?>> evenings = new ArrayList<>();
            for (String store : STORES) {
                for (int table = 1; table <= TABLES_PER_STORE; table++) {
                    Client tablet = anybody.asTable(store, table);
                    Guest guest = new Guest(tablet, firstMenu(tablet));
                    String prefix = store + "-" + table;
                    evenings.add(guests.submit(() -> orderAllEvening(guest, prefix)));
                }
            }

            await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() >= ANSWERED_BEFORE_THE_KILL);
            platform.kill();
            platform.startAgain();
            for (Future<?> evening : evenings) {
                evening.get();
            }

            OrderLog log = OrderLog.read(platform.bootstrapServers());
            everyAnsweredOrderIsThereOnce(log);
            for (int i = 0; i < STORES.size(); i++) {
                theReadModelIsTheFold(
                        anybody.asAdminOf(STORES.get(i)), log.states().get(STORES.get(i)));
                theScreenSawTheLog(screens.get(i), log.of(STORES.get(i)));
            }
        } finally {
            screens.forEach(AdminScreen::close);
        }
    }

    private Void orderAllEvening(Guest guest, String prefix) throws InterruptedException {
        for (int i = 0; i < ORDERS_PER_TABLE; i++) {
            String key = prefix + "-" + i;
            answered.put(key, guest.order(key));
        }
        return null;
    }

    private static String firstMenu(Client tablet) throws IOException, InterruptedException {
        Answer answer = tablet.get("/customer/menus");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        JsonNode menu = answer.body().get("categories").get(0).get("menus").get(0);
        return menu.get("menu_id").asString();
    }

    private void everyAnsweredOrderIsThereOnce(OrderLog log) {
        assertThat(answered).hasSize(STORES.size() * TABLES_PER_STORE * ORDERS_PER_TABLE);
        assertThat(log.placed().stream().map(RecordedEvent::subject))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(answered.values());
    }

    private static void theReadModelIsTheFold(Client admin, StoreState state) throws Exception {
        BoardView fold = BoardView.of(state);
        Answer board = await().atMost(CAUGHT_UP)
                .until(() -> admin.get("/admin/orders?after=" + fold.position()), answer -> answer.status() != 503);
        assertThat(board.status()).as("%s", board).isEqualTo(200);
        JsonNode expected = Json.mapper().readTree(Json.mapper().writeValueAsString(fold));
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
        await().atMost(Duration.ofSeconds(20)).until(() -> screen.seen().size() > shown.size());
        assertThat(screen.seen().stream().skip(1).map(AdminScreen.Event::id)).containsExactlyElementsOf(shown);
        assertThat(screen.connects()).as("the kill broke the stream").isGreaterThan(1);
    }
}
