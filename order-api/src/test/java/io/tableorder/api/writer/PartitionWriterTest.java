package io.tableorder.api.writer;

import static io.tableorder.api.writer.TestCommands.NOW;
import static io.tableorder.api.writer.TestCommands.openStore;
import static io.tableorder.api.writer.TestCommands.rename;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.api.model.Rejection;
import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.CommandOutcome.Refused;
import io.tableorder.api.writer.CommandOutcome.Unchanged;
import io.tableorder.api.writer.InMemoryPartition.Fault;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Role;
import io.tableorder.wire.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionWriterTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final InMemoryPartition partition = new InMemoryPartition();
    private final List<Integer> fenced = new CopyOnWriteArrayList<>();
    private final PartitionWriter writer = writer();

    private PartitionWriter writer() {
        return new PartitionWriter(
                0,
                partition.log(),
                new EventCodec(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new WriterMetrics(new SimpleMeterRegistry()),
                fenced::add);
    }

    @AfterEach
    void endTheTenure() {
        partition.letGo();
        writer.release();
    }

    private Waiting offer(CommandRequest request) {
        long now = System.nanoTime();
        Waiting waiting = new Waiting(request, false, now, now + LONG.toNanos());
        assertThat(writer.offer(waiting)).isTrue();
        return waiting;
    }

    private CommandOutcome submit(CommandRequest request) {
        return offer(request).outcome.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private List<String> commandIdsInTheLog() {
        return partition.visible().stream()
                .map(event -> event.stamp().commandId())
                .toList();
    }

    @Test
    void a_granted_command_is_answered_with_its_receipt() {
        writer.take();
        Done done = (Done) submit(openStore());
        assertThat(done.replayed()).isFalse();
        assertThat(done.receipt().position())
                .isEqualTo(partition.visible().getFirst().position());
    }

    @Test
    void no_outcome_leaves_before_its_events_are_durable() {
        writer.take();
        submit(openStore());
        partition.hold();
        CompletableFuture<CommandOutcome> outcome = offer(rename("r1", "새 이름")).outcome;
        await().until(() -> writerIsAppending());
        assertThat(outcome).isNotDone();
        partition.letGo();
        assertThat(outcome.join()).isInstanceOf(Done.class);
    }

    /** The writer thread waits at the gate. */
    private static boolean writerIsAppending() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("order-writer-0"))
                .flatMap(thread -> List.of(thread.getValue()).stream())
                .anyMatch(frame -> frame.getMethodName().equals("append"));
    }

    @Test
    void commands_that_wait_together_are_committed_together() {
        writer.take();
        submit(openStore());
        partition.hold();
        List<Waiting> waiting = new ArrayList<>();
        waiting.add(offer(rename("r0", "이름 0")));
        await().until(() -> writerIsAppending());
        IntStream.rangeClosed(1, 5).forEach(i -> waiting.add(offer(rename("r" + i, "이름 " + i))));
        partition.letGo();
        waiting.forEach(each -> assertThat(each.outcome.join()).isInstanceOf(Done.class));
        assertThat(partition.appendSizes()).containsExactly(1, 1, 5);
    }

    @Test
    void each_command_is_decided_against_what_the_one_before_it_left() {
        writer.take();
        submit(openStore());
        partition.hold();
        offer(rename("r0", "이름 0"));
        await().until(() -> writerIsAppending());
        Waiting first = offer(rename("r1", "같은 이름"));
        Waiting second = offer(rename("r2", "같은 이름"));
        partition.letGo();
        assertThat(first.outcome.join()).isInstanceOf(Done.class);
        assertThat(second.outcome.join()).isInstanceOf(Unchanged.class);
    }

    @Test
    void the_same_command_again_gets_the_first_receipt() {
        writer.take();
        submit(openStore());
        Done first = (Done) submit(rename("r1", "새 이름"));
        submit(rename("r2", "또 새 이름"));
        Done again = (Done) submit(rename("r1", "새 이름"));
        assertThat(again.receipt()).isEqualTo(first.receipt());
        assertThat(again.replayed()).isTrue();
        assertThat(commandIdsInTheLog()).containsExactly("open", "r1", "r2");
    }

    @Test
    void the_same_id_for_another_command_is_refused() {
        writer.take();
        submit(openStore());
        submit(rename("r1", "새 이름"));
        CommandStamp reused = new CommandStamp("r1", "another print", new Actor(Role.STAFF, "s-1"), null);
        assertThat(submit(new CommandRequest(
                        "hanok", reused, rename("r1", "다른 이름").command())))
                .isEqualTo(new Refused(new Rejection.IdempotencyKeyReused()));
    }

    @Test
    void a_receipt_survives_into_the_next_tenure() {
        writer.take();
        Done first = (Done) submit(openStore());
        writer.release();
        writer.take();
        Done again = (Done) submit(openStore());
        assertThat(again).isEqualTo(new Done(first.receipt(), true));
    }

    @Test
    void an_append_that_was_lost_is_made_again() {
        writer.take();
        submit(openStore());
        partition.failNext(Fault.LOST_BEFORE_COMMIT, Fault.LOST_BEFORE_COMMIT);
        Done done = (Done) submit(rename("r1", "새 이름"));
        assertThat(done.replayed()).isFalse();
        assertThat(commandIdsInTheLog()).containsExactly("open", "r1");
    }

    @Test
    void an_append_whose_answer_was_lost_is_not_made_twice() {
        writer.take();
        submit(openStore());
        partition.failNext(Fault.ANSWER_LOST_AFTER_COMMIT);
        Done done = (Done) submit(rename("r1", "새 이름"));
        assertThat(done.replayed()).as("it is this command's first answer").isFalse();
        assertThat(commandIdsInTheLog()).containsExactly("open", "r1");
    }

    @Test
    void a_writer_that_was_shut_out_answers_that_it_does_not_know_and_stops() {
        writer.take();
        submit(openStore());
        partition.hold();
        Waiting late = offer(rename("late", "늦은 이름"));
        await().until(() -> writerIsAppending());
        partition.log().open(new Stores());
        partition.letGo();
        assertThatThrownBy(late.outcome::join)
                .cause()
                .isInstanceOfSatisfying(
                        WriterUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
        await().untilAsserted(() -> assertThat(fenced).containsExactly(0));
        assertThat(commandIdsInTheLog()).containsExactly("open");
    }

    @Test
    void commands_wait_for_a_tenure() {
        Waiting early = offer(openStore());
        writer.take();
        assertThat(early.outcome.join()).isInstanceOf(Done.class);
    }

    @Test
    void a_command_past_its_deadline_is_never_done() {
        long now = System.nanoTime();
        Waiting givenUp = new Waiting(openStore(), false, now, now);
        writer.offer(givenUp);
        writer.take();
        assertThatThrownBy(givenUp.outcome::join).hasCauseInstanceOf(WriterUnavailableException.class);
        assertThat(partition.visible()).isEmpty();
    }

    private LocalWriter local() {
        return new LocalCommandGateway(List.of(writer), new WriterMetrics(new SimpleMeterRegistry()));
    }

    private static void assertUnavailable(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(WriterUnavailableException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.retryAfter()).isPositive();
        });
    }

    @Test
    void a_full_queue_takes_no_more() {
        writer.take();
        submit(openStore());
        partition.hold();
        offer(rename("first", "이름"));
        await().until(() -> writerIsAppending());
        for (int i = 0; i < PartitionWriter.MAXIMUM_WAITING; i++) {
            offer(rename("r" + i, "이름"));
        }
        assertUnavailable(Reason.QUEUE_FULL, () -> local().submit(rename("last", "이름"), false, LONG));
    }

    @Test
    void a_command_that_did_not_get_its_turn_in_time_is_withdrawn() {
        writer.take();
        submit(openStore());
        partition.hold();
        offer(rename("first", "이름"));
        await().until(() -> writerIsAppending());
        assertUnavailable(Reason.NOT_OWNED, () -> local().submit(rename("late", "이름"), false, Duration.ofMillis(1)));
        partition.letGo();
        submit(rename("last", "마지막 이름"));
        assertThat(commandIdsInTheLog()).containsExactly("open", "first", "last");
    }

    @Test
    void another_owners_partition_is_refused_at_once() {
        assertThat(local().owns(0)).isFalse();
        assertUnavailable(Reason.NOT_OWNED, () -> local().submit(openStore(), false, LONG));
    }

    @Test
    void whoever_waits_when_the_tenure_ends_is_sent_to_the_next_owner() {
        writer.take();
        submit(openStore());
        partition.hold();
        Waiting committing = offer(rename("first", "이름"));
        await().until(() -> writerIsAppending());
        Waiting queued = offer(rename("second", "다른 이름"));
        CompletableFuture<Void> released = CompletableFuture.runAsync(writer::release);
        await().until(() -> isEnding());
        partition.letGo();
        released.join();
        assertThat(committing.outcome.join()).isInstanceOf(Done.class);
        assertUnavailable(Reason.NOT_OWNED, () -> {
            try {
                queued.outcome.orTimeout(10, TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                throw e.getCause();
            }
        });
        assertThat(commandIdsInTheLog()).containsExactly("open", "first");
    }

    /** Somebody waits for the writer thread to end. */
    private static boolean isEnding() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals("end")
                        && frame.getClassName().startsWith(PartitionWriter.class.getName()));
    }

    @Test
    void a_command_that_may_have_been_done_before_gets_its_receipt_as_the_first_answer() {
        writer.take();
        Done first = (Done) submit(openStore());
        assertThat(local().submit(openStore(), true, LONG)).isEqualTo(new Done(first.receipt(), false));
        assertThat(local().submit(openStore(), false, LONG)).isEqualTo(new Done(first.receipt(), true));
    }
}
