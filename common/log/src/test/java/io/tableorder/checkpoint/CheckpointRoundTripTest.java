package io.tableorder.checkpoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.RandomHistory;
import io.tableorder.store.Receipt;
import io.tableorder.store.Receipts;
import io.tableorder.store.StoreState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is loaded is what was written, and goes on as that would have. A failure names its seed. */
class CheckpointRoundTripTest {

    private static final int COMMANDS = 500;
    private static final int MOST_SECONDS_BETWEEN = 1_200;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void a_store_goes_on_from_its_checkpoint_as_if_nothing_had_been(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        RandomHistory history = new RandomHistory(random);
        StoreLog log = new StoreLog(Sample.STORE, Sample.EVENING);
        CheckpointTopic topic = CheckpointTopic.empty();
        StoreState state = StoreState.unopened(Sample.STORE);
        StoreState resumed = state;
        Instant time = Sample.EVENING;
        Map<Long, RecordedEvent> past = new HashMap<>();
        Map<String, Receipt> atOnce = new HashMap<>();

        for (int command = 1; command <= COMMANDS; command++) {
            time = time.plusSeconds(random.nextInt(MOST_SECONDS_BETWEEN));
            for (StoreEvent event : history.next(state, time)) {
                StoreLog.Entry entry = log.at(time).append(event, Sample.command("command-" + command));
                state = state.evolve(entry.event());
                resumed = resumed.evolve(entry.event());
                past.put(entry.event().position().offset(), entry.event());
                atOnce.put("command-" + command, Receipt.of(entry.event(), state));
                // Sometimes amid a command, which no writer does.
                if (random.nextInt(7) == 0) {
                    topic.write(state);
                    assertThat(topic.loaded().states()).containsOnlyKeys(Sample.STORE);
                    resumed = topic.loaded().states().get(Sample.STORE);
                    assertThat(resumed).isEqualTo(state);
                }
                if (random.nextInt(50) == 0) {
                    topic.write(topic.load().checkpoint(), List.of(resumed));
                }
            }
            assertThat(resumed).isEqualTo(state);
        }

        assertThat(state.receipts().size()).as("receipts, some being over").isLessThan(COMMANDS / 2);
        topic.write(state);
        Receipts loaded =
                requireNonNull(topic.loaded().states().get(Sample.STORE)).receipts();
        assertThat(atOnce.entrySet().stream()
                        .filter(each -> loaded.of(each.getKey()) != null)
                        .toList())
                .hasSize(loaded.size())
                .allSatisfy(each -> assertThat(Receipt.recall(
                                requireNonNull(loaded.of(each.getKey())), offset -> requireNonNull(past.get(offset))))
                        .isEqualTo(each.getValue()));
    }

    @Test
    void a_receipt_takes_64_bytes_at_most_however_many_lines_its_order_has() {
        CheckpointTopic topic = CheckpointTopic.empty();
        TestStore store = TestStore.named(Sample.STORE);
        int orders = 60;
        int lines = 20;
        for (int order = 1; order <= orders; order++) {
            int number = order;
            store.orders(IntStream.rangeClosed(1, lines)
                    .mapToObj(id -> new OrderLine(
                            String.valueOf(id), "menu-bulgogi", "불고기 정식", 1_000, 1, "note %d".formatted(number * id)))
                    .toArray(OrderLine[]::new));
            for (int line = 1; line <= lines; line++) {
                store.happens(new OrderEvent.LinesCompleted(
                        "order-" + order, 1 + line, Sample.tableId(1), List.of(String.valueOf(line))));
            }
        }
        topic.write(store.state());

        long bytes = topic.values.entrySet().stream()
                .filter(each -> each.getKey().contains("#receipts-"))
                .mapToLong(each -> each.getValue().length)
                .sum();
        assertThat(bytes / (double) store.state().receipts().size()).isLessThan(64);
    }

    @Test
    void every_kind_of_event_survives_in_its_receipt() {
        StoreState state = StoreState.unopened(Sample.STORE);
        for (StoreLog.Entry entry : Evening.log().entries()) {
            state = state.evolve(entry.event());
            CheckpointTopic topic = CheckpointTopic.empty();
            topic.write(state);
            assertThat(topic.loaded().states().get(Sample.STORE)).isEqualTo(state);
        }
    }
}
