package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.fixture.SeededStores;
import io.tableorder.identity.ClientPositions;
import io.tableorder.store.StoreState;
import io.tableorder.testkit.history.EventLog;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.RoundRobin;
import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One screen for each of some stores, on two sse-notifier instances between which they move whenever they like and
 * whenever one is killed.
 */
final class WanderingScreens implements AutoCloseable {

    private static final int NOTIFIERS = 2;
    private static final int SCREENS = 20;
    private static final int LONGEST_STAY_EVENTS = 8;

    /** From a start on a busy machine to the last event. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<ServiceInstance> notifiers;
    private final Map<Integer, AdminScreen> screenByStore;
    private final Random random;
    private int kills;

    private WanderingScreens(List<ServiceInstance> notifiers, Map<Integer, AdminScreen> screenByStore, Random random) {
        this.notifiers = notifiers;
        this.screenByStore = screenByStore;
        this.random = random;
    }

    /** Returns when both instances are ready. */
    static WanderingScreens start(EmbeddedKafkaCluster kafka, ProcessLogLines logs, long seed) {
        Map<String, String> settings = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "KAFKA_REPLICATION_FACTOR", String.valueOf(kafka.brokers().size()));
        List<ServiceInstance> notifiers = IntStream.rangeClosed(1, NOTIFIERS)
                .mapToObj(i -> new ServiceInstance("sse-notifier", settings, logs.of("sse-notifier-" + i)))
                .toList();
        try {
            notifiers.forEach(ServiceInstance::start);
            notifiers.forEach(ServiceInstance::awaitReady);
        } catch (RuntimeException e) {
            notifiers.forEach(ServiceInstance::close);
            throw e;
        }
        RoundRobin either =
                new RoundRobin(notifiers.stream().map(ServiceInstance::base).toList());
        Random random = new Random(seed);
        Map<Integer, AdminScreen> screens = IntStream.range(0, SCREENS)
                .boxed()
                .collect(Collectors.toMap(store -> store, store -> {
                    Random stays = new Random(random.nextLong());
                    return new AdminScreen(
                            either::next, Tokens.storeAdmin(store), () -> 1 + stays.nextInt(LONGEST_STAY_EVENTS));
                }));
        return new WanderingScreens(notifiers, screens, random);
    }

    /** kill -9 of an instance, which starts again by itself while its screens are elsewhere. */
    void killOne() {
        ServiceInstance victim = notifiers.get(random.nextInt(NOTIFIERS));
        // Two at once would leave nobody to go to, which is not what this is about.
        notifiers.forEach(ServiceInstance::awaitReady);
        victim.kill();
        victim.start();
        kills++;
    }

    /**
     * Waits until every screen has its store's last event, and compares all it was shown with the log: boards with the
     * fold up to where they stand, and after each of them every event, once and in order.
     *
     * @param log to which nothing is added any more
     */
    void showedExactly(EventLog log) {
        Map<String, List<RecordedEvent>> events = log.eventsByStore();
        int boards = 0;
        int shown = 0;
        int connects = 0;
        for (var entry : screenByStore.entrySet()) {
            List<RecordedEvent> ofStore = events.get(SeededStores.storeId(entry.getKey())).stream()
                    .map(log::readable)
                    .toList();
            AdminScreen screen = entry.getValue();
            String last = framed(ofStore).getLast().position().toString();
            await("the last event of store " + entry.getKey())
                    .atMost(PATIENCE)
                    .until(() -> !screen.seen().isEmpty()
                            && screen.seen().getLast().id().equals(last));
            boards += compare(screen.seen(), ofStore);
            shown += screen.seen().size();
            connects += screen.connects();
        }
        System.out.printf(
                "%d screens were shown %,d frames, %d of them boards, over %,d connections and %d kills of sse-notifier%n",
                screenByStore.size(), shown, boards, connects, kills);
        assertThat(connects).as("connections").isGreaterThan(2 * screenByStore.size());
    }

    /** @return how many boards there were: one, and another after each reset */
    private static int compare(List<AdminScreen.Event> seen, List<RecordedEvent> ofStore) {
        assertThat(seen.getFirst().name()).isEqualTo("initial");
        int boards = 0;
        boolean isBoardDue = true;
        Iterator<RecordedEvent> expected = ofStore.iterator();
        for (AdminScreen.Event event : seen) {
            switch (event.name()) {
                case "initial" -> {
                    assertThat(isBoardDue).as("a board that nothing led to").isTrue();
                    isBoardDue = false;
                    boards++;
                    expected = after(event, ofStore);
                }
                case "reset" -> {
                    assertThat(event.data().path("reason").asString())
                            .as(
                                    "a position may be one that a restarting instance does not have yet, or could not look up")
                            .isIn("unknown_position", "history_unavailable");
                    isBoardDue = true;
                }
                default ->
                    assertThat(event.id())
                            .as(event.name())
                            .isEqualTo(expected.next().position().toString());
            }
        }
        return boards;
    }

    private static Iterator<RecordedEvent> after(AdminScreen.Event initial, List<RecordedEvent> ofStore) {
        StoreState state = StoreState.unopened(ofStore.getFirst().storeId());
        for (int next = 0; next < ofStore.size(); next++) {
            RecordedEvent event = ofStore.get(next);
            state = state.evolve(event);
            if (event.position().toString().equals(initial.id())) {
                assertThat(tablesOf(initial.data()))
                        .as("board at " + initial.id())
                        .isEqualTo(json(state));
                return framed(ofStore.subList(next + 1, ofStore.size())).iterator();
            }
        }
        throw new AssertionError("A board at %s, where the log has no event of its store".formatted(initial.id()));
    }

    /** Without the store and the time, which are those of the moment the screen connected. */
    private static JsonNode tablesOf(JsonNode board) {
        return ((ObjectNode) board.deepCopy()).without(List.of("store", "server_time"));
    }

    private static JsonNode json(StoreState state) {
        return tablesOf(Json.mapper()
                .readTree(new ClientPositions().json(BoardView.of(state, Instant.EPOCH, FreeTexts.AS_KEPT))));
    }

    private static List<RecordedEvent> framed(List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> !(event.event() instanceof SessionEvent.Started))
                .toList();
    }

    @Override
    public void close() {
        screenByStore.values().forEach(AdminScreen::close);
        notifiers.forEach(ServiceInstance::close);
    }
}
