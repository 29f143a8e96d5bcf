package io.tableorder.api.writer;

import static io.tableorder.api.writer.TestCommands.openStore;
import static io.tableorder.api.writer.TestCommands.rename;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.CommandOutcome.Refused;
import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.decide.OperatorCommand.SkipRecord;
import io.tableorder.decide.Rejection;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A record that cannot be applied holds a store back until it is decided about. */
class HeldStoreDecisionsTest extends OnePartition {

    /** Returns an event that cannot follow what is there, as a stranger writes it past the fence. */
    private RecordedEvent strangerWrites(String name) {
        EncodedEvent strange = new EventCodec()
                .encode(new DraftEvent(
                        "e-" + name,
                        "hanok",
                        9,
                        TestCommands.NOW,
                        TestCommands.stamp(name),
                        new StoreLifecycleEvent.Renamed(name),
                        "1".repeat(64)));
        try (TransactionalLog stranger = log.writer("stranger")) {
            stranger.begin();
            Position end = new Position(PARTITION, log.visible(PARTITION).size());
            stranger.append(List.of(new PartitionEvents(end, List.of(strange))), List.of());
            return strange.at(end);
        }
    }

    private static CommandRequest skip(RecordedEvent record) {
        return TestCommands.request(
                "skip-" + record.position(), new SkipRecord(record.position(), record.hash(), "a stranger's"));
    }

    @Test
    void a_decision_about_a_record_that_was_not_read_yet_has_it_read_first() {
        tenure();
        submit(openStore());
        RecordedEvent strange = strangerWrites("strange");

        CompletableFuture<CommandOutcome> skipped = send(skip(strange));
        await().until(() -> !writer.isInTenure());
        tenure();

        assertThat(skipped.join()).isInstanceOf(Done.class);
        assertThat(submit(rename("r1", "새 이름"))).isInstanceOf(Done.class);
        assertThat(log.visible(PARTITION).getLast().sequence()).isEqualTo(3);
    }

    @Test
    void a_held_store_takes_decisions_about_what_holds_it_and_nothing_else() {
        tenure();
        submit(openStore());
        RecordedEvent first = strangerWrites("first");
        RecordedEvent second = strangerWrites("second");
        tenure();

        assertUnavailable(Reason.STORE_HELD_BACK, () -> submit(rename("r1", "새 이름")));
        assertThat(submit(skip(second))).isEqualTo(new Refused(new Rejection.HeldBackBy(first.position())));
        assertThat(submit(skip(first))).isInstanceOf(Done.class);
        assertUnavailable(Reason.STORE_HELD_BACK, () -> submit(rename("r1", "새 이름")));
        assertThat(submit(skip(first)))
                .isInstanceOfSatisfying(
                        Done.class, again -> assertThat(again.replayed()).isTrue());
        assertThat(submit(skip(second))).isInstanceOf(Done.class);

        assertThat(submit(rename("r1", "새 이름"))).isInstanceOf(Done.class);
    }

    @Test
    void what_was_decided_holds_for_the_next_owner_too() {
        tenure();
        submit(openStore());
        RecordedEvent strange = strangerWrites("strange");
        tenure();
        submit(skip(strange));
        writer.drop(Set.of(PARTITION));

        tenure();

        assertThat(submit(rename("r1", "새 이름"))).isInstanceOf(Done.class);
    }

    @Test
    void an_event_that_the_store_has_cannot_be_left_out() {
        tenure();
        submit(openStore());
        RecordedEvent opened = log.visible(PARTITION).getFirst();

        assertThat(submit(skip(opened))).isEqualTo(new Refused(new Rejection.NotHeldBack(opened.position())));
    }
}
