package io.tableorder.api.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.api.writer.TransactionalLog.PartitionEvents;
import io.tableorder.event.Position;
import io.tableorder.wire.EventCodec;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The group is played by the test; it has assigned this instance a partition that another one has claimed. */
class WriterOwnershipTest {

    private static final TopicPartition PARTITION = new TopicPartition("order-events", 0);

    private final InMemoryLog log = new InMemoryLog();
    private final TransactionalLog former = log.writer("former");
    private final TransactionalLog mine = log.writer("mine");
    private final Clock clock = Clock.systemUTC();
    private final WriterMetrics metrics = new WriterMetrics(new SimpleMeterRegistry());
    private final Checkpointer checkpointer = new Checkpointer(() -> Uuid.ZERO_UUID);
    private final ReceiptMemory receiptMemory = new ReceiptMemory(Long.MAX_VALUE, metrics);
    private final CommandProcessor writer =
            new CommandProcessor(mine, 1, new EventCodec(), clock, checkpointer, texts(), receiptMemory, metrics);
    private final Restorer restorer = new Restorer(mine, writer, receiptMemory, clock, metrics);
    private final AtomicBoolean isMember = new AtomicBoolean(true);
    private final List<String> committedClaims = new CopyOnWriteArrayList<>();
    private final List<String> refusedClaims = new CopyOnWriteArrayList<>();
    private final Group group = new Group();
    private final WriterOwnership ownership = new WriterOwnership(
            PARTITION.topic(),
            writer,
            mine,
            new Claims(PARTITION.topic(), partitions -> Map.of(PARTITION, new OffsetAndMetadata(0, "former"))),
            restorer,
            () -> group);

    /** Takes the commits of members alone, as the broker does. */
    private final class Group extends MockConsumer<byte[], byte[]> {

        Group() {
            super("none");
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            String claim = offsets.get(PARTITION).metadata();
            if (!isMember.get()) {
                refusedClaims.add(claim);
                throw new CommitFailedException();
            }
            committedClaims.add(claim);
        }
    }

    @BeforeEach
    void start() {
        former.begin();
        writer.start();
        group.updateBeginningOffsets(Map.of(PARTITION, 0L));
        group.schedulePollTask(() -> {
            group.rebalance(List.of(PARTITION));
            group.seek(PARTITION, 0);
        });
    }

    @AfterEach
    void stop() {
        ownership.stop();
        restorer.close();
        writer.close();
        checkpointer.close();
    }

    private void formerOwnerWrites() {
        former.append(
                List.of(new PartitionEvents(new Position(0, 0), TransactionalLogConformance.encoded("late"))),
                List.of());
    }

    @Test
    void a_partition_is_taken_over_by_confirming_the_claim_fencing_whom_it_names_and_claiming() {
        ownership.start();
        await().until(() -> writer.held(0) != null);
        assertThat(committedClaims).startsWith("former", "mine");
        assertThatThrownBy(this::formerOwnerWrites).isInstanceOf(LogException.Fenced.class);
    }

    @Test
    void who_is_no_member_any_more_fences_nobody() {
        isMember.set(false);
        ownership.start();
        await().until(() -> refusedClaims.size() > 1);
        assertThat(refusedClaims).as("claims as they were found").containsOnly("former");
        formerOwnerWrites();
    }

    /** Or it could be put out of the group in the middle of a settling that goes well. */
    @Test
    void the_group_waits_for_a_member_longer_than_it_may_take_to_settle_and_far_shorter_than_by_default() {
        Map<String, Object> settings = WriterOwnership.settings();
        assertThat((Integer) settings.get("max.poll.interval.ms")).isBetween(31_000, 60_000);
    }

    private static PartyTexts texts() {
        return new PartyTexts(new SecureRandom(), _ -> {});
    }
}
