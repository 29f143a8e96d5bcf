package io.tableorder.api.writer;

import static io.tableorder.api.writer.TestCommands.openStore;
import static io.tableorder.api.writer.TestCommands.rename;
import static io.tableorder.api.writer.TestCommands.setUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.event.Position;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.store.Head;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EventCodec;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** What becomes of one partition's past, and of its checkpoints, from tenure to tenure. */
class RestorerTest extends OnePartition {

    private static final int PARTITIONS = 12;
    private static final Position START = new Position(PARTITION, 0);

    /** What no writer would write: a store is renamed before it was opened. */
    private void appendImpossibleEvent() {
        try (TransactionalLog foreign = log.writer("foreign")) {
            foreign.begin();
            foreign.append(
                    List.of(new PartitionEvents(START, TransactionalLogConformance.encoded("impossible"))), List.of());
        }
    }

    @Test
    void a_past_that_was_read_from_its_start_is_not_read_again_for_a_store_that_is_held_back() {
        appendImpossibleEvent();
        tenure();
        tenure();
        assertThat(log.reads()).containsExactly(START, new Position(PARTITION, 1));
    }

    @Test
    void partitions_that_cannot_be_read_keep_no_thread_from_the_others() {
        InMemoryLog many = new InMemoryLog();
        many.breakReadsOf(0, 1);
        WriterMetrics metrics = new WriterMetrics(new SimpleMeterRegistry());
        ReceiptMemory memory = new ReceiptMemory(Long.MAX_VALUE, metrics);
        TransactionalLog manyLog = many.writer("me");
        try (Checkpointer checkpoints = new Checkpointer(() -> Uuid.ZERO_UUID);
                CommandProcessor ofMany = new CommandProcessor(
                        manyLog, PARTITIONS, new EventCodec(), clock, checkpoints, texts(), memory, metrics);
                Restorer ofAll = new Restorer(manyLog, ofMany, memory, clock, metrics)) {
            ofMany.start();
            int tenure = ofMany.begin();
            IntStream.range(0, PARTITIONS).forEach(partition -> ofAll.restore(ofMany.hold(partition), tenure));

            await().until(() ->
                    ofMany.allHeld().stream().filter(HeldPartition::isOpen).count() == PARTITIONS - 2);
            assertThat(ofMany.held(0).state()).isIn(PartitionState.STUCK, PartitionState.RESTORING);

            many.breakReadsOf();
            await().until(() -> ofMany.allHeld().stream().allMatch(HeldPartition::isOpen));
        }
    }

    @Test
    void a_partition_whose_past_is_being_read_is_given_up_at_once() {
        HeldPartition held = beginReading();
        assertThat(withoutWaiting(() -> writer.drop(Set.of(PARTITION)))).isTrue();
        assertThat(held.isGivenUp()).isTrue();

        log.letGo();
        tenure();
        assertThat(submit(openStore())).isInstanceOf(Done.class);
    }

    @Test
    void a_tenure_ends_at_once_while_a_past_is_being_read_and_the_next_reads_it_afterwards() {
        HeldPartition held = beginReading();
        int next = withoutWaiting(writer::begin);
        assertThat(held.state()).isEqualTo(PartitionState.WAITING);

        restorer.restore(held, next);
        log.letGo();
        await().until(held::isOpen);
        assertThat(log.reads()).hasSize(2);
    }

    /** A restore that has begun, and whose reading goes on only when the log is told to. */
    private HeldPartition beginReading() {
        log.holdReads();
        int number = writer.begin();
        HeldPartition held = writer.hold(PARTITION);
        restorer.restore(held, number);
        await().until(() -> !log.reads().isEmpty());
        return held;
    }

    /** On a thread of its own: a call that waits for a lock would keep the test for ever. */
    private static <T> T withoutWaiting(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void reading_that_broke_off_goes_on_where_it_did_and_holds_no_store_back() {
        tenure();
        submit(openStore());
        submit(rename("r1", "새 이름"));
        writer.drop(Set.of(PARTITION));
        log.breakOffNextRead();
        tenure();
        assertThat(submit(rename("r2", "또 새 이름"))).isInstanceOf(Done.class);
        assertThat(log.reads()).endsWith(START, new Position(PARTITION, 1));
    }

    @Test
    void a_past_that_was_read_is_not_read_again_by_the_next_owner_although_nobody_has_ordered_since() {
        tenure();
        submit(openStore());
        writer.drop(Set.of(PARTITION));
        tenure();
        assertThat(log.reads()).last().isEqualTo(START);

        await("a checkpoint").until(() -> {
            clock.moveOn(Duration.ofSeconds(60));
            return meters.counter("tableorder.writer.checkpoints").count() > 0;
        });
        writer.drop(Set.of(PARTITION));
        tenure();

        assertThat(log.reads()).last().isEqualTo(new Position(PARTITION, 1));
    }

    @Test
    void a_checkpoint_that_could_not_be_encoded_is_tried_again_when_the_next_is_due() {
        HeldPartition held = writer.hold(PARTITION);
        held.beginAt(notAsOf(START), START, PartitionCheckpoint.none(PARTITION), clock.instant());
        held.appended(1);
        clock.moveOn(Duration.ofSeconds(60));
        writer.open(held, writer.begin());
        await("the attempt that fails").until(() -> !held.isCheckpointDue(clock.instant()));

        AtomicInteger stores = new AtomicInteger();
        await("the next one").until(() -> {
            submit(setUp("store-" + stores.incrementAndGet()).getFirst());
            clock.moveOn(Duration.ofSeconds(60));
            return meters.counter("tableorder.writer.checkpoints").count() > 0;
        });
    }

    /** With a store that is further than the position: no checkpoint can be made of that. */
    private static Stores notAsOf(Position position) {
        Stores stores = new Stores();
        stores.event(new EventCodec()
                .encode(new DraftEvent(
                        "e-1",
                        "hanok",
                        1,
                        TestCommands.NOW,
                        TestCommands.stamp("open"),
                        new StoreLifecycleEvent.Opened("chain", "한옥", ZoneId.of("Asia/Seoul"), "KRW"),
                        Head.GENESIS_HASH))
                .at(position));
        return stores;
    }

    private static PartyTexts texts() {
        return new PartyTexts(new SecureRandom(), _ -> {});
    }
}
