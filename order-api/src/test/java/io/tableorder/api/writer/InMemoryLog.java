package io.tableorder.api.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.checkpoint.CheckpointDecoder;
import io.tableorder.checkpoint.CheckpointLoad;
import io.tableorder.cipher.KeyTopic;
import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.KeyTreeCodec;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A log in memory, whose writers fence each other as Kafka's do. It can be told to fail, before an append has taken
 * effect or after, and to hold an append back.
 */
final class InMemoryLog {

    /** What becomes of the next append. */
    enum Fault {
        LOST_BEFORE_COMMIT,
        ANSWER_LOST_AFTER_COMMIT
    }

    private final Map<Integer, List<RecordedEvent>> visible = new HashMap<>();
    private final Map<Integer, Map<String, byte[]>> checkpoints = new HashMap<>();
    private final Map<Integer, List<ProducerRecord<byte[], byte[]>>> keys = new HashMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private final List<Integer> appendSizes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Position> reads = new ArrayList<>();
    private int confirmations;
    private Set<Integer> unreadable = Set.of();
    private boolean nextReadBreaksOff;
    private boolean lookUpsAnswered = true;
    private CountDownLatch gate = new CountDownLatch(0);
    private CountDownLatch readGate = new CountDownLatch(0);

    TransactionalLog writer(String writerId) {
        return new Log(writerId);
    }

    synchronized List<RecordedEvent> visible(int partition) {
        return List.copyOf(visible.getOrDefault(partition, List.of()));
    }

    synchronized List<Integer> appendSizes() {
        return List.copyOf(appendSizes);
    }

    synchronized int confirmations() {
        return confirmations;
    }

    /** Where each reading began. */
    synchronized List<Position> reads() {
        return List.copyOf(reads);
    }

    /** Readings of these partitions fail from now on, and those of others no longer. */
    synchronized void breakReadsOf(Integer... partitions) {
        unreadable = Set.of(partitions);
    }

    /** The next reading ends with a failure before the last event. */
    synchronized void breakOffNextRead() {
        nextReadBreaksOff = true;
    }

    /** Look-ups of single events fail from now on, or no longer. */
    synchronized void answerLookUps(boolean answered) {
        lookUpsAnswered = answered;
    }

    private synchronized boolean isLookUpAnswered() {
        return lookUpsAnswered;
    }

    private synchronized boolean beginRead(Position from) {
        reads.add(from);
        if (unreadable.contains(from.partition())) {
            throw new LogException.Unavailable("the partition cannot be read", null);
        }
        boolean breaksOff = nextReadBreaksOff;
        nextReadBreaksOff = false;
        return breaksOff;
    }

    synchronized void failNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Appends wait from now on until {@link #letGo}. */
    synchronized void hold() {
        gate = new CountDownLatch(1);
    }

    /** Readings wait from now on until {@link #letGo}, with their beginning in {@link #reads}. */
    synchronized void holdReads() {
        readGate = new CountDownLatch(1);
    }

    synchronized void letGo() {
        gate.countDown();
        readGate.countDown();
    }

    private synchronized CountDownLatch gate() {
        return gate;
    }

    private synchronized CountDownLatch readGate() {
        return readGate;
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized int newEpoch(String writerId) {
        return epochs.merge(writerId, 1, Integer::sum);
    }

    private synchronized CheckpointLoad checkpoint(int partition) {
        return CheckpointDecoder.decode(
                partition,
                checkpoints.getOrDefault(partition, Map.of()),
                visible(partition).size());
    }

    private void checkEpoch(String writerId, int epoch) {
        if (epochs.getOrDefault(writerId, 0) != epoch) {
            throw new LogException.Fenced(writerId + " has been shut out", null);
        }
    }

    private synchronized void confirm(String writerId, int epoch) {
        checkEpoch(writerId, epoch);
        confirmations++;
    }

    private synchronized List<Position> commit(
            String writerId,
            int epoch,
            List<TransactionalLog.PartitionEvents> events,
            List<ProducerRecord<byte[], byte[]>> checkpoint) {
        checkEpoch(writerId, epoch);
        Fault fault = faults.isEmpty() ? null : faults.removeFirst();
        if (fault == Fault.LOST_BEFORE_COMMIT) {
            throw new LogException.Unavailable("lost before the commit", null);
        }
        List<Position> next = events.stream().map(this::append).toList();
        checkpoint.forEach(this::put);
        appendSizes.add(events.stream().mapToInt(each -> each.events().size()).sum());
        if (fault == Fault.ANSWER_LOST_AFTER_COMMIT) {
            throw new LogException.Unavailable("the answer is lost", null);
        }
        return next;
    }

    private Position append(TransactionalLog.PartitionEvents events) {
        int partition = events.first().partition();
        List<RecordedEvent> log = visible.computeIfAbsent(partition, _ -> new ArrayList<>());
        for (EncodedEvent event : events.events()) {
            log.add(event.at(new Position(partition, log.size())));
        }
        return new Position(partition, log.size());
    }

    private void put(ProducerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.ORDER_TEXT_KEYS)) {
            keys.computeIfAbsent(record.partition(), _ -> new ArrayList<>()).add(record);
            return;
        }
        Map<String, byte[]> values = checkpoints.computeIfAbsent(record.partition(), _ -> new HashMap<>());
        if (record.value() == null) {
            values.remove(new String(record.key(), UTF_8));
        } else {
            values.put(new String(record.key(), UTF_8), record.value());
        }
    }

    /** Returns the records of keys, of which none is ever compacted here. */
    synchronized List<ProducerRecord<byte[], byte[]>> keys(int partition) {
        return List.copyOf(keys.getOrDefault(partition, List.of()));
    }

    private KeyTopic.Read readKeys(int partition) {
        Map<String, KeyTree> trees = new HashMap<>();
        boolean superseded = false;
        for (ProducerRecord<byte[], byte[]> record : keys(partition)) {
            if (record.key().length > 0) {
                KeyTree tree = KeyTreeCodec.read(new String(record.key(), UTF_8), record.value());
                superseded |= trees.put(tree.storeId(), tree) != null;
            }
        }
        return new KeyTopic.Read(trees, superseded ? Instant.EPOCH : null, 0);
    }

    private final class Log implements TransactionalLog {

        private final String writerId;
        private int epoch = -1;

        Log(String writerId) {
            this.writerId = writerId;
        }

        @Override
        public String writerId() {
            return writerId;
        }

        @Override
        public void begin() {
            epoch = newEpoch(writerId);
        }

        @Override
        public void fence(Collection<String> writerIds) {
            writerIds.forEach(InMemoryLog.this::newEpoch);
        }

        @Override
        public Position read(Position from, History history) {
            List<RecordedEvent> log = visible(from.partition());
            boolean breaksOff = beginRead(from);
            pass(readGate());
            log.subList((int) from.offset(), breaksOff ? log.size() - 1 : log.size())
                    .forEach(history::event);
            if (breaksOff) {
                throw new LogException.Unavailable("the reading breaks off", null);
            }
            return new Position(from.partition(), log.size());
        }

        @Override
        public RecordedEvent event(Position position, Duration patience) {
            if (!isLookUpAnswered()) {
                throw new LogException.Unavailable("no broker answers", null);
            }
            return visible(position.partition()).get((int) position.offset());
        }

        @Override
        public CheckpointLoad checkpoint(int partition) {
            return InMemoryLog.this.checkpoint(partition);
        }

        @Override
        public KeyTopic.Read keys(int partition) {
            return readKeys(partition);
        }

        @Override
        public List<Position> append(List<PartitionEvents> events, List<ProducerRecord<byte[], byte[]>> checkpoint) {
            pass(gate());
            return commit(writerId, epoch, events, checkpoint);
        }

        @Override
        public void confirm() {
            InMemoryLog.this.confirm(writerId, epoch);
        }

        @Override
        public void breakOff() {
            letGo();
        }

        @Override
        public void close() {
            epoch = -1;
        }
    }
}
