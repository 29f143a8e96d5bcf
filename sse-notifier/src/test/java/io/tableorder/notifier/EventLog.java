package io.tableorder.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.checkpoint.CheckpointUpdate;
import io.tableorder.checkpoint.PartitionCheckpoint;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.StoreHashChain;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes valid hash chains of events as a partition's writer does: encoded, in transactions. */
final class EventLog implements AutoCloseable {

    static final int PARTITIONS = 4;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, StoreState> states = new HashMap<>();
    private final Map<String, List<RecordedEvent>> written = new HashMap<>();
    private final Map<Position, byte[]> values = new HashMap<>();
    private final Map<Integer, PartitionCheckpoint> checkpoints = new HashMap<>();

    EventLog(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Topics.ensure(admin, PARTITIONS, (short) 1);
        }
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transaction.timeout.ms",
                        "10000",
                        "transactional.id",
                        "test-writer-" + Ids.next(),
                        "reconnect.backoff.max.ms",
                        200,
                        "max.block.ms",
                        30_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** One transaction. */
    synchronized List<RecordedEvent> append(String storeId, StoreEvent... events) throws Exception {
        StoreHashChain hashChain = StoreHashChain.after(state(storeId));
        int partition = Topics.partitionOf(storeId, PARTITIONS);
        CommandStamp stamp = new CommandStamp(Ids.next(), null, new Actor(Role.STAFF, "staff-1"), "req-" + storeId);
        List<EncodedEvent> encoded = new ArrayList<>();
        for (StoreEvent event : events) {
            Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            encoded.add(hashChain.next(event, time, stamp));
        }
        return commit(storeId, partition, encoded);
    }

    private List<RecordedEvent> commit(String storeId, int partition, List<EncodedEvent> encoded) throws Exception {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sends = new ArrayList<>();
        for (EncodedEvent event : encoded) {
            sends.add(producer.send(event.toRecord(partition)));
        }
        producer.commitTransaction();
        List<RecordedEvent> recorded = new ArrayList<>();
        for (int index = 0; index < encoded.size(); index++) {
            Position position = new Position(partition, sends.get(index).get().offset());
            recorded.add(encoded.get(index).at(position));
            values.put(position, encoded.get(index).toRecord(partition).value());
        }
        recorded.forEach(event -> states.put(storeId, state(storeId).evolve(event)));
        written.computeIfAbsent(storeId, _ -> new ArrayList<>()).addAll(recorded);
        return recorded;
    }

    /** Something no writer writes. */
    synchronized void appendRaw(String storeId, String value) throws Exception {
        appendRaw(Topics.partitionOf(storeId, PARTITIONS), storeId.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** Something no writer writes, wherever a stranger likes. */
    synchronized void appendRaw(int partition, byte @Nullable [] key, byte @Nullable [] value) {
        commit(new ProducerRecord<>(Topics.ORDER_EVENTS, partition, key, value));
    }

    private void commit(ProducerRecord<byte[], byte[]> record) {
        producer.beginTransaction();
        var _ = producer.send(record);
        producer.commitTransaction();
    }

    /** Returns the bytes of an event that was written. */
    synchronized byte[] valueOf(RecordedEvent event) {
        return Objects.requireNonNull(values.get(event.position()));
    }

    /** Writes a checkpoint of a store's partition as its owner does, as of now. */
    synchronized void checkpoint(String storeId) {
        int partition = Topics.partitionOf(storeId, PARTITIONS);
        List<StoreState> inPartition = states.values().stream()
                .filter(state -> Topics.partitionOf(state.storeId(), PARTITIONS) == partition)
                .toList();
        checkpoint(partition, inPartition, behind(inPartition));
    }

    /** Writes a checkpoint that says it is as of another position. */
    synchronized void checkpoint(int partition, List<StoreState> inPartition, Position next) {
        CheckpointUpdate update = checkpoints
                .getOrDefault(partition, PartitionCheckpoint.none(partition))
                .next(inPartition, next);
        producer.beginTransaction();
        update.records().forEach(producer::send);
        producer.commitTransaction();
        checkpoints.put(partition, update.checkpoint());
    }

    static Position behind(List<StoreState> states) {
        return states.stream()
                .map(state -> Objects.requireNonNull(state.head().position()))
                .reduce((one, other) -> one.includes(other) ? one : other)
                .orElseThrow()
                .next();
    }

    /** Writes something that is no part of a checkpoint under the key of its marker. */
    synchronized void damageCheckpoint(String storeId) {
        int partition = Topics.partitionOf(storeId, PARTITIONS);
        commit(new ProducerRecord<>(
                Topics.ORDER_CHECKPOINTS, partition, "#marker".getBytes(UTF_8), "garbage".getBytes(UTF_8)));
    }

    synchronized StoreState state(String storeId) {
        return states.getOrDefault(storeId, StoreState.unopened(storeId));
    }

    /** Every event of the store so far. */
    synchronized List<RecordedEvent> events(String storeId) {
        return List.copyOf(written.getOrDefault(storeId, List.of()));
    }

    @Override
    public void close() {
        producer.close();
    }
}
