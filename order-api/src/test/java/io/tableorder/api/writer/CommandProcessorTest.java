package io.tableorder.api.writer;

import static io.tableorder.api.writer.TestCommands.openStore;
import static io.tableorder.api.writer.TestCommands.rename;
import static io.tableorder.api.writer.TestCommands.request;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.CommandOutcome.Refused;
import io.tableorder.api.writer.CommandOutcome.Unchanged;
import io.tableorder.api.writer.InMemoryLog.Fault;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.decide.OrderCommand.ChangeLine;
import io.tableorder.decide.OrderCommand.Line;
import io.tableorder.decide.OrderCommand.LineStatus;
import io.tableorder.decide.OrderCommand.PlaceOrder;
import io.tableorder.decide.Rejection;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Role;
import io.tableorder.operability.tracing.Traceparent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandProcessorTest extends OnePartition {

    private void sendAndAwaitAppend(CommandRequest request, List<CompletableFuture<CommandOutcome>> sent) {
        sent.add(send(request));
        await().until(() -> isIn("order-writer", "append"));
    }

    private static boolean isIn(String thread, String method) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals(thread))
                .flatMap(each -> List.of(each.getValue()).stream())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    private List<String> commandIdsInTheLog() {
        return log.visible(PARTITION).stream()
                .map(event -> event.stamp().commandId())
                .toList();
    }

    @Test
    void a_granted_command_is_answered_with_its_receipt() {
        tenure();
        Done done = (Done) submit(openStore());
        assertThat(done.replayed()).isFalse();
        assertThat(done.receipt().position())
                .isEqualTo(log.visible(PARTITION).getFirst().position());
    }

    @Test
    void no_outcome_leaves_before_its_events_are_durable() {
        tenure();
        submit(openStore());
        log.hold();
        List<CompletableFuture<CommandOutcome>> sent = new ArrayList<>();
        sendAndAwaitAppend(rename("r1", "새 이름"), sent);
        assertThat(sent.getFirst()).isNotDone();
        log.letGo();
        assertThat(sent.getFirst().join()).isInstanceOf(Done.class);
    }

    @Test
    void commands_that_wait_together_are_committed_together() {
        tenure();
        submit(openStore());
        log.hold();
        List<CompletableFuture<CommandOutcome>> sent = new ArrayList<>();
        sendAndAwaitAppend(rename("r0", "이름 0"), sent);
        IntStream.rangeClosed(1, 5).forEach(i -> sent.add(send(rename("r" + i, "이름 " + i))));
        await().until(() -> writer.waiting() == 5);
        log.letGo();
        sent.forEach(each -> assertThat(each.join()).isInstanceOf(Done.class));
        assertThat(log.appendSizes()).containsExactly(1, 1, 5);
    }

    @Test
    void a_repeated_command_whose_event_cannot_be_looked_up_is_told_to_come_again() {
        tenure();
        Done first = (Done) submit(openStore());
        log.answerLookUps(false);
        assertUnavailable(Reason.TIMED_OUT, () -> submit(openStore()));
        log.answerLookUps(true);
        assertThat(submit(openStore())).isEqualTo(new Done(first.receipt(), true));
    }

    @Test
    void each_command_is_decided_against_what_the_one_before_it_left() {
        tenure();
        submit(openStore());
        log.hold();
        List<CompletableFuture<CommandOutcome>> sent = new ArrayList<>();
        sendAndAwaitAppend(rename("r0", "이름 0"), sent);
        sent.add(send(rename("r1", "같은 이름")));
        await().until(() -> writer.waiting() == 1);
        sent.add(send(rename("r2", "같은 이름")));
        await().until(() -> writer.waiting() == 2);
        log.letGo();
        assertThat(sent.get(1).join()).isInstanceOf(Done.class);
        assertThat(sent.get(2).join()).isInstanceOf(Unchanged.class);
    }

    @Test
    void the_same_command_again_gets_the_first_receipt() {
        tenure();
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
        tenure();
        submit(openStore());
        submit(rename("r1", "새 이름"));
        CommandStamp reused = new CommandStamp("r1", "another print", new Actor(Role.STAFF, "s-1"), null);
        assertThat(submit(new CommandRequest(
                        "hanok", reused, rename("r1", "다른 이름").command())))
                .isEqualTo(new Refused(new Rejection.IdempotencyKeyReused()));
    }

    @Test
    void a_receipt_survives_into_another_holding_of_the_partition() {
        tenure();
        Done first = (Done) submit(openStore());
        writer.drop(Set.of(PARTITION));
        tenure();
        assertThat(submit(openStore())).isEqualTo(new Done(first.receipt(), true));
    }

    @Test
    void each_step_of_an_order_completed_line_by_line_gets_its_first_receipt_again() {
        tenure();
        TestCommands.setUp("hanok").forEach(this::submit);
        submit(request(
                "place",
                new PlaceOrder(
                        "o1", "s1", "t1", List.of(new Line("bibimbap", 1, null), new Line("bibimbap", 2, "덜 맵게")))));
        List<CommandRequest> steps = List.of(
                request("one", new ChangeLine("o1", "1", LineStatus.COMPLETED, null)),
                request("back", new ChangeLine("o1", "1", LineStatus.PREPARING, null)),
                request("other", new ChangeLine("o1", "2", LineStatus.COMPLETED, null)),
                request("last", new ChangeLine("o1", "1", LineStatus.COMPLETED, null)));
        List<Done> first = steps.stream().map(step -> (Done) submit(step)).toList();
        assertThat(requireNonNull(first.getLast().receipt().order()).status()).isEqualTo(OrderStatus.COMPLETED);

        writer.drop(Set.of(PARTITION));
        tenure();

        for (int i = 0; i < steps.size(); i++) {
            assertThat(submit(steps.get(i))).isEqualTo(new Done(first.get(i).receipt(), true));
        }
    }

    @Test
    void an_append_that_was_lost_is_made_again_in_the_next_tenure() {
        tenure();
        submit(openStore());
        log.failNext(Fault.LOST_BEFORE_COMMIT);
        CompletableFuture<CommandOutcome> sent = send(rename("r1", "새 이름"));
        await().until(() -> !writer.isInTenure());
        assertThat(sent).isNotDone();
        tenure();
        assertThat(((Done) sent.join()).replayed()).isFalse();
        assertThat(commandIdsInTheLog()).containsExactly("open", "r1");
    }

    @Test
    void an_append_whose_answer_was_lost_is_not_made_twice() {
        tenure();
        submit(openStore());
        log.failNext(Fault.ANSWER_LOST_AFTER_COMMIT);
        CompletableFuture<CommandOutcome> sent = send(rename("r1", "새 이름"));
        await().until(() -> !writer.isInTenure());
        tenure();
        assertThat(((Done) sent.join()).replayed())
                .as("it is this command's first answer")
                .isFalse();
        assertThat(commandIdsInTheLog()).containsExactly("open", "r1");
    }

    @Test
    void a_writer_that_was_shut_out_and_lost_its_partition_answers_that_it_does_not_know() {
        tenure();
        submit(openStore());
        log.hold();
        List<CompletableFuture<CommandOutcome>> sent = new ArrayList<>();
        sendAndAwaitAppend(rename("late", "늦은 이름"), sent);
        log.writer("successor").fence(List.of("me"));
        log.letGo();
        await().until(() -> !writer.isInTenure());
        writer.drop(Set.of(PARTITION));
        assertUnavailable(Reason.TIMED_OUT, () -> joined(sent.getFirst()));
        assertThat(commandIdsInTheLog()).containsExactly("open");
    }

    /** A paused owner wakes up with commands it would refuse by what it remembers. */
    @Test
    void a_writer_that_was_shut_out_does_not_even_refuse() {
        tenure();
        submit(openStore());
        log.writer("successor").fence(List.of("me"));
        CompletableFuture<CommandOutcome> refusable = send(openStoreAgain());
        await().until(() -> !writer.isInTenure());
        writer.drop(Set.of(PARTITION));
        assertUnavailable(Reason.NOT_OWNED, () -> joined(refusable));
    }

    @Test
    void a_refusal_of_its_own_costs_one_confirmation() {
        tenure();
        submit(openStore());
        assertThat(submit(openStoreAgain())).isInstanceOf(Refused.class);
        assertThat(log.confirmations()).isEqualTo(1);
    }

    private static CommandRequest openStoreAgain() {
        return TestCommands.request("open-again", openStore().command());
    }

    private static CommandOutcome joined(CompletableFuture<CommandOutcome> sent) throws Throwable {
        try {
            return sent.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause();
        }
    }

    @Test
    void commands_wait_while_their_partition_is_restored() {
        int number = writer.begin();
        HeldPartition held = writer.hold(PARTITION);
        CompletableFuture<CommandOutcome> early = send(openStore());
        restorer.restore(held, number);
        assertThat(early.join()).isInstanceOf(Done.class);
    }

    @Test
    void a_command_past_its_deadline_is_never_done() {
        tenure();
        long now = System.nanoTime();
        Waiting givenUp = new Waiting(openStore(), PARTITION, false, now, now, Traceparent.unsampled());
        writer.offer(givenUp);
        assertThatThrownBy(givenUp.verdict::join).hasCauseInstanceOf(WriterUnavailableException.class);
        assertThat(log.visible(PARTITION)).isEmpty();
    }

    @Test
    void a_full_queue_takes_no_more() {
        tenure();
        submit(openStore());
        log.hold();
        sendAndAwaitAppend(rename("first", "이름"), new ArrayList<>());
        long now = System.nanoTime();
        for (int i = 0; i < CommandProcessor.MAXIMUM_WAITING; i++) {
            assertThat(writer.offer(
                            new Waiting(rename("r" + i, "이름"), PARTITION, false, now, now, Traceparent.unsampled())))
                    .isTrue();
        }
        assertUnavailable(Reason.QUEUE_FULL, () -> submit(rename("last", "이름")));
    }

    @Test
    void a_command_that_did_not_get_its_turn_in_time_is_withdrawn() {
        tenure();
        submit(openStore());
        log.hold();
        sendAndAwaitAppend(rename("first", "이름"), new ArrayList<>());
        assertUnavailable(Reason.QUEUE_FULL, () -> local.submit(rename("late", "이름"), false, Duration.ofMillis(1)));
        log.letGo();
        submit(rename("last", "마지막 이름"));
        assertThat(commandIdsInTheLog()).containsExactly("open", "first", "last");
    }

    @Test
    void another_owners_partition_is_refused_at_once() {
        assertThat(local.owns(PARTITION)).isFalse();
        assertUnavailable(Reason.NOT_OWNED, () -> submit(openStore()));
    }

    @Test
    void whoever_waits_when_the_partition_is_given_up_is_sent_to_the_next_owner() {
        tenure();
        submit(openStore());
        log.hold();
        List<CompletableFuture<CommandOutcome>> sent = new ArrayList<>();
        sendAndAwaitAppend(rename("first", "이름"), sent);
        CompletableFuture<CommandOutcome> queued = send(rename("second", "다른 이름"));
        await().until(() -> writer.waiting() == 1);
        CompletableFuture<Boolean> dropped = CompletableFuture.supplyAsync(() -> writer.drop(Set.of(PARTITION)));
        await().until(() -> writer.isAwaited());
        log.letGo();
        assertThat(dropped.join()).as("the commit at hand ended first").isTrue();
        assertThat(sent.getFirst().join()).isInstanceOf(Done.class);
        assertUnavailable(Reason.NOT_OWNED, () -> joined(queued));
        assertThat(commandIdsInTheLog()).containsExactly("open", "first");
    }

    @Test
    void a_command_that_may_have_been_done_before_gets_its_receipt_as_the_first_answer() {
        tenure();
        Done first = (Done) submit(openStore());
        assertThat(submit(openStore(), true)).isEqualTo(new Done(first.receipt(), false));
        assertThat(submit(openStore(), false)).isEqualTo(new Done(first.receipt(), true));
    }

    @Test
    void a_repetition_whose_first_try_went_astray_between_instances_is_a_repetition_all_the_same() {
        tenure();
        Done first = (Done) submit(openStore());
        CommandStamp stamp = openStore().stamp();
        CommandRequest repetition = new CommandRequest(
                openStore().storeId(),
                new CommandStamp(stamp.commandId(), stamp.fingerprint(), stamp.actor(), "another-request"),
                openStore().command());
        assertThat(submit(repetition, true)).isEqualTo(new Done(first.receipt(), true));
    }
}
