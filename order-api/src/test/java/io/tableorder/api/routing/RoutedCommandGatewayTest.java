package io.tableorder.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.api.writer.CommandGatewayTwin;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.api.writer.LocalCommands;
import io.tableorder.api.writer.TestCommands;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.decide.Rejection;
import io.tableorder.wire.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three instances in memory that share one log. What is seen is instance {@link #HERE}. */
class RoutedCommandGatewayTest {

    private static final int PARTITIONS = 4;
    private static final int PARTITION = Topics.partitionOf("hanok", PARTITIONS);
    private static final URI HERE = URI.create("http://here:8080");
    private static final URI THERE = URI.create("http://there:8080");
    private static final URI ELSEWHERE = URI.create("http://elsewhere:8080");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CommandGatewayTwin log = new CommandGatewayTwin(Clock.fixed(TestCommands.NOW, ZoneOffset.UTC));
    private final OwnersTwin owners = new OwnersTwin();
    private final PeersTwin peers = new PeersTwin();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile boolean ownedHere;

    private final LocalCommands local = new LocalCommands() {
        @Override
        public boolean owns(int partition) {
            return ownedHere;
        }

        @Override
        public CommandOutcome submit(CommandRequest request, boolean tried, Duration patience) {
            return log.submit(request, tried, patience);
        }
    };

    /** Instances by URL, each of which does with a command as it is told. */
    private static final class PeersTwin implements Peers {

        private final Map<URI, Function<ForwardedCommand, CompletableFuture<CommandOutcome>>> instances =
                new ConcurrentHashMap<>();
        private final List<ForwardedCommand> received = new CopyOnWriteArrayList<>();

        void at(URI url, Function<ForwardedCommand, CompletableFuture<CommandOutcome>> instance) {
            instances.put(url, instance);
        }

        @Override
        public CompletableFuture<CommandOutcome> forward(URI owner, ForwardedCommand command) {
            received.add(command);
            return Objects.requireNonNull(instances.get(owner)).apply(command);
        }
    }

    private CommandOutcome submit(CommandRequest request, Duration deadline) {
        return new RoutedCommandGateway(PARTITIONS, local, HERE, owners, peers, new RoutingMetrics(meters), deadline)
                .submit(request);
    }

    private CompletableFuture<CommandOutcome> decided(ForwardedCommand command) {
        return CompletableFuture.completedFuture(log.submit(command.request(), command.tried(), command.patience()));
    }

    private static CompletableFuture<CommandOutcome> unavailable(Reason reason) {
        return CompletableFuture.failedFuture(WriterUnavailableException.of(reason));
    }

    private void assertUnavailable(Reason reason, Duration deadline) {
        assertThatThrownBy(() -> submit(TestCommands.setUp("hanok").getFirst(), deadline))
                .isInstanceOfSatisfying(
                        WriterUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(meters.get("tableorder.commands.unavailable")
                        .tag("reason", reason.name())
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static CommandRequest openStore() {
        return TestCommands.setUp("hanok").getFirst();
    }

    private static void assertFirstAnswer(CommandOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.replayed()).isFalse());
    }

    private void owner(@Nullable URI url) {
        owners.assign(PARTITION, url);
    }

    @Test
    void a_command_for_an_own_partition_asks_nobody() {
        ownedHere = true;
        assertFirstAnswer(submit(openStore(), LONG));
        assertThat(owners.refreshes()).isZero();
        assertThat(peers.received).isEmpty();
    }

    @Test
    void a_command_for_anothers_partition_is_forwarded_and_its_answer_brought_back() {
        peers.at(THERE, this::decided);
        owner(THERE);
        assertFirstAnswer(submit(openStore(), LONG));
        assertThat(submit(openStore(), LONG))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.replayed()).isTrue());
        assertThat(submit(TestCommands.placeOrder("hanok", "o1"), LONG))
                .isEqualTo(new CommandOutcome.Refused(new Rejection.NoSuchTable("t1")));
        assertThat(owners.refreshes()).as("who is known is not asked for again").isEqualTo(1);
        assertThat(peers.received).allSatisfy(forwarded -> {
            assertThat(forwarded.tried()).isFalse();
            assertThat(forwarded.patience()).isPositive().isLessThanOrEqualTo(LONG);
        });
    }

    @Test
    void a_command_waits_until_somebody_owns_its_partition() {
        CompletableFuture<CommandOutcome> waiting = CompletableFuture.supplyAsync(() -> submit(openStore(), LONG));
        await().until(() -> owners.refreshes() > 2);
        assertThat(waiting).isNotDone();
        peers.at(THERE, this::decided);
        owner(THERE);
        assertFirstAnswer(waiting.join());
    }

    @Test
    void a_command_waits_until_its_partition_has_come_here() {
        owner(HERE);
        CompletableFuture<CommandOutcome> waiting = CompletableFuture.supplyAsync(() -> submit(openStore(), LONG));
        await().until(() -> owners.refreshes() > 2);
        ownedHere = true;
        assertFirstAnswer(waiting.join());
        assertThat(peers.received).as("nothing is forwarded to oneself").isEmpty();
    }

    @Test
    void a_former_owner_says_so_and_the_next_one_is_found() {
        peers.at(THERE, _ -> {
            owner(ELSEWHERE);
            return unavailable(Reason.NOT_OWNED);
        });
        peers.at(ELSEWHERE, this::decided);
        owner(THERE);
        assertFirstAnswer(submit(openStore(), LONG));
        assertThat(peers.received).extracting(ForwardedCommand::tried).containsExactly(false, false);
    }

    @Test
    void a_partition_lost_while_its_command_waits_here_is_looked_for_elsewhere() {
        ownedHere = true;
        log.fail(Reason.NOT_OWNED);
        peers.at(THERE, this::decided);
        CompletableFuture<CommandOutcome> waiting = CompletableFuture.supplyAsync(() -> submit(openStore(), LONG));
        await().until(() -> owners.refreshes() > 0);
        ownedHere = false;
        log.recover();
        owner(THERE);
        assertFirstAnswer(waiting.join());
    }

    @Test
    void an_owner_that_dies_having_done_it_does_not_make_its_answer_a_repetition() {
        peers.at(THERE, forwarded -> {
            decided(forwarded);
            owner(ELSEWHERE);
            return unavailable(Reason.TIMED_OUT);
        });
        peers.at(ELSEWHERE, this::decided);
        owner(THERE);
        assertFirstAnswer(submit(openStore(), LONG));
        assertThat(peers.received).extracting(ForwardedCommand::tried).containsExactly(false, true);
        assertThat(log.events()).isEqualTo(1);
    }

    @Test
    void an_owner_that_stays_silent_is_left_as_soon_as_another_has_taken_over() {
        CompletableFuture<CommandOutcome> never = new CompletableFuture<>();
        peers.at(THERE, _ -> never);
        peers.at(ELSEWHERE, this::decided);
        owner(THERE);
        CompletableFuture<CommandOutcome> waiting = CompletableFuture.supplyAsync(() -> submit(openStore(), LONG));
        await().until(() -> peers.received.size() == 1);
        owner(ELSEWHERE);
        assertFirstAnswer(waiting.join());
        assertThat(never).isCancelled();
        assertThat(peers.received).extracting(ForwardedCommand::tried).containsExactly(false, true);
    }

    @Test
    void an_owner_that_is_only_slow_is_not_asked_twice() {
        CompletableFuture<CommandOutcome> slow = new CompletableFuture<>();
        peers.at(THERE, _ -> slow);
        owner(THERE);
        CompletableFuture<CommandOutcome> waiting = CompletableFuture.supplyAsync(() -> submit(openStore(), LONG));
        await().until(() -> owners.refreshes() > 2);
        slow.complete(log.submit(openStore()));
        assertFirstAnswer(waiting.join());
        assertThat(peers.received).hasSize(1);
    }

    @Test
    void a_command_that_found_no_owner_was_certainly_not_done() {
        assertUnavailable(Reason.NOT_OWNED, SHORT);
    }

    @Test
    void a_command_that_was_only_turned_away_was_certainly_not_done() {
        peers.at(THERE, _ -> unavailable(Reason.NOT_OWNED));
        owner(THERE);
        assertUnavailable(Reason.NOT_OWNED, SHORT);
        assertThat(peers.received).hasSizeGreaterThan(1);
    }

    @Test
    void a_command_whose_owner_died_with_it_may_have_been_done() {
        peers.at(THERE, _ -> {
            owner(null);
            return unavailable(Reason.TIMED_OUT);
        });
        owner(THERE);
        assertUnavailable(Reason.TIMED_OUT, SHORT);
    }

    @Test
    void a_command_whose_owner_never_answers_may_have_been_done() {
        CompletableFuture<CommandOutcome> never = new CompletableFuture<>();
        peers.at(THERE, _ -> never);
        owner(THERE);
        assertUnavailable(Reason.TIMED_OUT, SHORT);
        assertThat(never).isCancelled();
    }

    @Test
    void what_another_try_would_not_mend_is_answered_at_once() {
        peers.at(THERE, _ -> unavailable(Reason.STORE_HELD_BACK));
        owner(THERE);
        assertUnavailable(Reason.STORE_HELD_BACK, LONG);
        assertThat(peers.received).hasSize(1);
    }

    @Test
    void an_owner_whose_queue_is_full_does_not_hide_that_the_one_before_may_have_done_it() {
        peers.at(THERE, _ -> {
            owner(ELSEWHERE);
            return unavailable(Reason.TIMED_OUT);
        });
        peers.at(ELSEWHERE, _ -> unavailable(Reason.QUEUE_FULL));
        owner(THERE);
        assertUnavailable(Reason.TIMED_OUT, LONG);
    }

    @Test
    void an_owners_own_fault_is_not_tried_again() {
        peers.at(THERE, _ -> CompletableFuture.failedFuture(new IllegalStateException("a fault")));
        owner(THERE);
        assertThatThrownBy(() -> submit(openStore(), LONG)).hasMessage("a fault");
        assertThat(peers.received).hasSize(1);
    }

    @Test
    void more_forwards_than_a_partition_may_have_are_turned_away() {
        CompletableFuture<CommandOutcome> held = new CompletableFuture<>();
        peers.at(THERE, _ -> held);
        owner(THERE);
        RoutedCommandGateway gateway =
                new RoutedCommandGateway(PARTITIONS, local, HERE, owners, peers, new RoutingMetrics(meters), LONG);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < RoutedCommandGateway.MAXIMUM_FORWARDS_PER_PARTITION; i++) {
            waiting.add(Thread.startVirtualThread(() -> gateway.submit(openStore())));
        }
        await().until(() -> peers.received.size() == RoutedCommandGateway.MAXIMUM_FORWARDS_PER_PARTITION);
        assertThatThrownBy(() -> gateway.submit(openStore()))
                .isInstanceOfSatisfying(
                        WriterUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.QUEUE_FULL));
        held.complete(log.submit(openStore()));
        await().until(() -> waiting.stream().noneMatch(Thread::isAlive));
        assertFirstAnswer(gateway.submit(openStore()));
    }
}
