package io.tableorder.api.writer;

import io.tableorder.checkpoint.CheckpointLoad;
import io.tableorder.checkpoint.CheckpointReader;
import io.tableorder.cipher.KeyTopic;
import io.tableorder.event.Ids;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.StoreRecord;
import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.RecordKey;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * This is the log in Kafka: it is appended to in transactions under this process's own transactional id. A tenure is an
 * epoch of that id; whoever initialises the id shuts out every epoch before, and Kafka ends its open transaction.
 */
final class KafkaTransactionalLog implements TransactionalLog {

    /** A commit puts one marker behind each partition's events, which takes an offset of its own. */
    private static final int COMMIT_MARKER = 1;

    /**
     * This is as long as a broker may take for one request. A transaction that stays open in the way holds up no
     * longer: the reading is tried again, and meanwhile other partitions are read.
     */
    private static final ScanBound REPLAY =
            ScanBound.standstill(Duration.ofMillis(KafkaWriterClients.REQUEST_TIMEOUT_MS));

    /** Kafka 4.2 has no other way yet to name a group that nobody is a member of. */
    @SuppressWarnings("removal")
    private static final ConsumerGroupMetadata CONFIRMATIONS = new ConsumerGroupMetadata("order-writer-confirmations");

    /** Closing waits for nothing: an open transaction is settled by whoever fences it. */
    private static final Duration AT_ONCE = Duration.ZERO;

    private final KafkaWriterClients clients;
    private final LogTopics topics;
    private final EventCodec codec;
    private final String writerId;
    private final EventLookup lookup;
    private final TransactionCompletion former;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    KafkaTransactionalLog(KafkaWriterClients clients, LogTopics topics, EventCodec codec, String writerId) {
        this.clients = clients;
        this.topics = topics;
        this.codec = codec;
        this.writerId = writerId;
        this.former = clients.completion(writerId);
        this.lookup = new EventLookup(clients::lookupConsumer, codec);
    }

    /** Tells an operator who it was, and never was anybody else's: a restarted instance is not its predecessor. */
    static String newWriterId(String advertisedUrl) {
        return "order-writer-" + Ids.next() + "@" + advertisedUrl;
    }

    @Override
    public String writerId() {
        return writerId;
    }

    @Override
    public void begin() {
        endTenure();
        try {
            topics.requireSameLog();
            Producer<byte[], byte[]> beginning = clients.producer(writerId);
            producer = beginning;
            beginning.initTransactions();
            former.learnPause();
        } catch (KafkaException e) {
            throw failure("beginning a tenure", e);
        }
    }

    @Override
    public void fence(Collection<String> writerIds) {
        try {
            clients.fence(writerIds);
        } catch (KafkaException e) {
            throw failure("fencing " + writerIds, e);
        }
    }

    @Override
    public Position read(Position from, History history) {
        TopicPartition partition = new TopicPartition(Topics.ORDER_EVENTS, from.partition());
        try {
            long end = clients.highWatermark(partition);
            if (from.offset() > end) {
                throw new LogException.Unavailable(
                        "%s ends at %d and was read up to %d before: its last events are lost"
                                .formatted(partition, end, from.offset()),
                        null);
            }
            if (from.offset() == end) {
                return from;
            }
            read(partition, from.offset(), end, history);
            // A commit is answered before its marker stands behind its events, and they are read once it does. Looked
            // for once only: who writes here while this reads has taken the partition over.
            long behindMarker = clients.highWatermark(partition);
            if (end < behindMarker) {
                read(partition, end, behindMarker, history);
            }
            return new Position(from.partition(), behindMarker);
        } catch (KafkaException e) {
            throw failure("reading " + partition, e);
        }
    }

    private void read(TopicPartition partition, long from, long end, History history) {
        try (Consumer<byte[], byte[]> consumer = clients.historyConsumer(partition.partition())) {
            new PartitionScan(consumer, partition, REPLAY).read(new OffsetRange(from, end), record -> {
                hand(record, history);
                return true;
            });
        }
    }

    private void hand(ConsumerRecord<byte[], byte[]> record, History history) {
        Position position = new Position(record.partition(), record.offset());
        switch (RecordKey.of(record, topics.partitions())) {
            case RecordKey.OfNobody(RecordKey.Reason reason) -> history.nobodys(position, reason);
            case RecordKey.OfStore(String storeId) -> {
                switch (StoreRecord.read(storeId, record, codec)) {
                    case StoreRecord.Whole(RecordedEvent event) -> history.event(event);
                    case StoreRecord.Unreadable unreadable -> history.unreadable(storeId, unreadable);
                }
            }
        }
    }

    @Override
    public RecordedEvent event(Position position, Duration patience) {
        try {
            return lookup.event(position, patience);
        } catch (KafkaException e) {
            throw failure("looking up the event at " + position, e);
        }
    }

    @Override
    public CheckpointLoad checkpoint(int partition) {
        try (Consumer<byte[], byte[]> consumer = clients.historyConsumer(partition)) {
            topics.ensureCheckpoints();
            return new CheckpointReader(consumer).load(partition);
        } catch (KafkaException e) {
            throw failure("loading the checkpoint of partition " + partition, e);
        }
    }

    @Override
    public KeyTopic.Read keys(int partition) {
        try (Consumer<byte[], byte[]> consumer = clients.historyConsumer(partition)) {
            topics.ensureTextKeys();
            TopicPartition keys = new TopicPartition(Topics.ORDER_TEXT_KEYS, partition);
            return KeyTopic.read(new PartitionScan(consumer, keys, REPLAY));
        } catch (KafkaException e) {
            throw failure("reading the keys of partition " + partition, e);
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new LogException.Unavailable("No tenure has begun", null);
        }
        return open;
    }

    /** A transaction has to say something to be refused: it commits an offset in a group that nobody is a member of. */
    @Override
    public void confirm() {
        Producer<byte[], byte[]> open = producer();
        try {
            former.await();
            open.beginTransaction();
            open.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(Topics.ORDER_EVENTS, 0), new OffsetAndMetadata(0)), CONFIRMATIONS);
            open.commitTransaction();
            former.watch();
        } catch (KafkaException e) {
            throw failure("confirming the tenure", e);
        }
    }

    @Override
    public List<Position> append(List<PartitionEvents> events, List<ProducerRecord<byte[], byte[]>> others) {
        Producer<byte[], byte[]> open = producer();
        try {
            former.await();
            open.beginTransaction();
            List<List<Future<RecordMetadata>>> sent = new ArrayList<>(events.size());
            for (PartitionEvents ofPartition : events) {
                sent.add(send(open, ofPartition));
            }
            for (ProducerRecord<byte[], byte[]> record : others) {
                var _ = open.send(record);
            }
            open.flush();
            for (int i = 0; i < events.size(); i++) {
                checkOffsets(sent.get(i), events.get(i).first());
            }
            open.commitTransaction();
            former.watch();
            return events.stream().map(KafkaTransactionalLog::behind).toList();
        } catch (KafkaException e) {
            throw failure("appending", e);
        }
    }

    private static List<Future<RecordMetadata>> send(Producer<byte[], byte[]> open, PartitionEvents ofPartition) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(ofPartition.events().size());
        for (EncodedEvent event : ofPartition.events()) {
            sent.add(open.send(event.toRecord(ofPartition.first().partition())));
        }
        return sent;
    }

    private static Position behind(PartitionEvents appended) {
        Position first = appended.first();
        return new Position(
                first.partition(), first.offset() + appended.events().size() + COMMIT_MARKER);
    }

    /**
     * Answers and folds name positions before Kafka has confirmed them, so an event anywhere else must not become
     * visible. It also shows a foreign writer, which the fence does not know.
     */
    private static void checkOffsets(List<Future<RecordMetadata>> sent, Position first) {
        long expected = first.offset();
        for (Future<RecordMetadata> future : sent) {
            long actual = offsetOf(future);
            if (actual != expected) {
                throw new LogException.Unavailable(
                        "Partition %d: expected to write at offset %d, Kafka wrote at %d; a coordinator wrote a marker again, or something else writes there"
                                .formatted(first.partition(), expected, actual),
                        null);
            }
            expected++;
        }
    }

    private static long offsetOf(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static LogException failure(String doing, KafkaException e) {
        String message = "Kafka failed while %s: %s".formatted(doing, e.getMessage());
        return isFence(e) ? new LogException.Fenced(message, e) : new LogException.Unavailable(message, e);
    }

    private static boolean isFence(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void breakOff() {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(AT_ONCE);
        }
    }

    @Override
    public void close() {
        endTenure();
        lookup.close();
    }

    private void endTenure() {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(AT_ONCE);
            producer = null;
        }
    }
}
