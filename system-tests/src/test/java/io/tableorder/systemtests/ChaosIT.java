package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.fault.Fault;
import io.tableorder.testkit.fault.FaultyPlatform;
import io.tableorder.testkit.fault.Stranger;
import io.tableorder.testkit.history.EventLog;
import io.tableorder.testkit.history.EventLogReader;
import io.tableorder.testkit.history.History;
import io.tableorder.testkit.history.HistoryChecker;
import io.tableorder.testkit.history.NewOrders;
import io.tableorder.testkit.history.RandomClients;
import io.tableorder.testkit.history.Report;
import io.tableorder.testkit.history.Restaurant;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three instances on three brokers, a balancer that knows nothing of stores, guests and staff who do not stop, screens
 * that move between two notifiers, a stranger who writes into the log what nobody should, and one fault after the other:
 * every kind, and as many rounds as {@code -Dchaos.minutes=} has room for.
 * {@code -Dchaos.faketime=} names libfaketime, by which one instance's clock is moved once a round.
 * {@code -Dchaos.seed=} repeats the faults and what the clients want; how they meet is chance.
 */
@Order(1) // The longest begins first.
class ChaosIT {

    private static final String SEED_PROPERTY = "chaos.seed";
    private static final String MINUTES_PROPERTY = "chaos.minutes";

    /** The short form: one round of faults. */
    private static final Integer NO_MINUTES = 0;

    private static final int INSTANCES = 3;
    private static final int BROKERS = 3;

    /** Every partition has some. */
    private static final SeededStores STORES = new SeededStores(40, 2);

    /** So few that instances start in seconds although three others and three brokers share the machine. */
    private static final int CLIENTS = 16;

    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(250);

    /** Answered in peace before the next fault: by every client some. */
    private static final int ANSWERED_BETWEEN_FAULTS = 50;

    /** Far longer than any fault lasts, so that a failure says what never came back. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So far may a time be off that somebody sets, before it is a jump. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    @RegisterExtension
    static final ProcessLogLines LOGS = new ProcessLogLines();

    @Test
    void whatever_dies_or_stands_still_nothing_is_lost_doubled_or_answered_untruly() throws Exception {
        long seed = Long.getLong(SEED_PROPERTY, ThreadLocalRandom.current().nextInt(1_000_000));
        Instant began = Instant.now().minus(CLOCK_SKEW);
        System.out.printf("Chaos with seed %d; again with -D%s=%d%n", seed, SEED_PROPERTY, seed);
        try (EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.startTemporary(BROKERS, INSTANCES)) {
            STORES.writeTo(kafka.bootstrapServers(), (short) BROKERS);
            EventLogReader reader = new EventLogReader(kafka.bootstrapServers());
            EventLog seeded = reader.read();
            History history = new History(seeded.ends());

            List<FaultyPlatform.Recovery> recoveries;
            EventLog log;
            try (WanderingScreens screens = WanderingScreens.start(kafka, LOGS, seed);
                    Stranger stranger = Stranger.start(kafka.bootstrapServers(), SeededStores.PARTITIONS, seed)) {
                recoveries = runFaults(kafka, new Beside(screens, stranger), seed, Restaurant.of(seeded), history);
                Set<Position> strangers = stranger.leave();
                assertThat(strangers).as("what the stranger wrote").isNotEmpty();
                log = reader.read().without(strangers);
                screens.showedExactly(log);
            }

            Report report = HistoryChecker.check(history, log);
            System.out.printf("Chaos with seed %d: %s%n", seed, report);
            assertThat(report.violations()).isEmpty();
            assertThat(report.counts().unknownCommands())
                    .as("commands of which nobody could find out what became of them")
                    .isZero();
            assertThat(log.eventsByStore().values())
                    .as("events of an hour that has not come or is over")
                    .allSatisfy(events -> assertThat(events)
                            .extracting(RecordedEvent::time)
                            .allMatch(time -> time.isAfter(began)
                                    && time.isBefore(Instant.now().plus(CLOCK_SKEW))));
            assertThat(recoveries)
                    .extracting(recovery -> recovery.fault().kind())
                    .contains(Fault.Kind.values());
        }
    }

    /** Goes on beside the faults of instances and brokers, and makes trouble of its own once a round. */
    private record Beside(WanderingScreens screens, Stranger stranger) {}

    private static List<FaultyPlatform.Recovery> runFaults(
            EmbeddedKafkaCluster kafka, Beside beside, long seed, List<Restaurant> restaurants, History history)
            throws Exception {
        try (NewOrders newOrders = new NewOrders(Tokens.ISSUER, history, PATIENCE);
                FaultyPlatform platform = FaultyPlatform.start(kafka, LOGS, restaurants, newOrders);
                RandomClients clients = new RandomClients(
                        new RandomClients.Load(seed, CLIENTS, BETWEEN_COMMANDS),
                        restaurants,
                        Tokens.ISSUER,
                        platform.balancer()::next,
                        history)) {
            clients.start();
            awaitMoreAnswers(history);
            Random random = new Random(seed);
            long end = System.nanoTime()
                    + Duration.ofMinutes(Integer.getInteger(MINUTES_PROPERTY, NO_MINUTES))
                            .toNanos();
            do {
                List<Fault> round = Fault.round(random, Math.min(INSTANCES, BROKERS));
                Fault besideANotifiersEnd = round.get(random.nextInt(round.size()));
                Fault besideAnOpenTransaction = round.get(random.nextInt(round.size()));
                for (Fault fault : round) {
                    if (fault == besideANotifiersEnd) {
                        beside.screens().killOne();
                    }
                    if (fault == besideAnOpenTransaction) {
                        beside.stranger().hang();
                    }
                    platform.suffer(fault);
                    awaitMoreAnswers(history);
                }
                platform.moveClock(random.nextBoolean());
            } while (System.nanoTime() < end);
            clients.finish();
            return platform.recoveries();
        }
    }

    private static void awaitMoreAnswers(History history) {
        long enough = history.answeredOk() + ANSWERED_BETWEEN_FAULTS;
        await("answers in peace").atMost(PATIENCE).until(() -> history.answeredOk() >= enough);
    }
}
