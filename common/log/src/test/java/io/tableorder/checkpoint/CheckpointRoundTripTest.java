package io.tableorder.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.RandomHistory;
import io.tableorder.store.StoreState;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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

        for (int command = 1; command <= COMMANDS; command++) {
            time = time.plusSeconds(random.nextInt(MOST_SECONDS_BETWEEN));
            for (StoreEvent event : history.next(state, time)) {
                StoreLog.Entry entry = log.at(time).append(event, Sample.command("command-" + command));
                state = state.evolve(entry.event());
                resumed = resumed.evolve(entry.event());
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
