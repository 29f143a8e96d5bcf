package io.tableorder.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreHashChain;
import io.tableorder.fixture.Uuids;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes one partition as its owner does: events and checkpoints in transactions, positions known beforehand. */
final class WriterOnKafka implements AutoCloseable {

    private static final int COMMIT_MARKER = 1;

    final Map<String, StoreState> states = new TreeMap<>();
    private final int partition;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<EncodedEvent> pending = new ArrayList<>();
    private PartitionCheckpoint checkpoint;
    private Position next;
    private int checkpointRecords;

    WriterOnKafka(String bootstrapServers, int partition, CheckpointLoad load) {
        this.partition = partition;
        this.checkpoint = load.checkpoint();
        this.next = new Position(partition, 0);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transaction.timeout.ms",
                        "10000",
                        "transactional.id",
                        "writer-" + partition),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    WriterOnKafka happens(String storeId, StoreEvent... events) {
        for (StoreEvent event : events) {
            StoreState state = states.getOrDefault(storeId, StoreState.unopened(storeId));
            long sequence = state.head().sequence() + 1;
            EncodedEvent encoded = StoreHashChain.after(state)
                    .next(
                            Uuids.numbered(sequence),
                            event,
                            Sample.EVENING.plusSeconds(sequence),
                            Sample.command("command-" + sequence));
            RecordedEvent recorded = encoded.at(next);
            states.put(storeId, state.evolve(recorded));
            pending.add(encoded);
            next = next.next();
        }
        return this;
    }

    /** Commits what has happened. */
    void commit() {
        transaction(_ -> {});
        producer.commitTransaction();
    }

    /** Commits what has happened, with a checkpoint that holds it. */
    void commitWithCheckpoint() {
        CheckpointUpdate[] written = new CheckpointUpdate[1];
        transaction(behind -> written[0] = sendCheckpoint(behind));
        producer.commitTransaction();
        checkpoint = written[0].checkpoint();
    }

    /** Commits a checkpoint that says it is as of another position. */
    void commitCheckpointAsOf(Position position) {
        producer.beginTransaction();
        sendCheckpoint(position);
        producer.commitTransaction();
    }

    /** What has happened has not; this writer is of no use any more. */
    void abortWithCheckpoint() {
        transaction(this::sendCheckpoint);
        producer.flush();
        producer.abortTransaction();
    }

    void commitRecord(ProducerRecord<byte[], byte[]> record) {
        producer.beginTransaction();
        producer.send(record);
        producer.commitTransaction();
    }

    private void transaction(Consumer<Position> atItsEnd) {
        producer.beginTransaction();
        pending.forEach(event -> producer.send(event.toRecord(partition)));
        next = new Position(partition, next.offset() + (pending.isEmpty() ? 0 : COMMIT_MARKER));
        pending.clear();
        atItsEnd.accept(next);
    }

    private CheckpointUpdate sendCheckpoint(Position position) {
        CheckpointUpdate update = checkpoint.next(states.values(), position);
        assertThat(update.records()).isNotEmpty();
        update.records().forEach(producer::send);
        checkpointRecords += update.records().size();
        return update;
    }

    Position next() {
        return next;
    }

    /** How many have been written in all. */
    int checkpointRecords() {
        return checkpointRecords;
    }

    @Override
    public void close() {
        producer.close();
    }
}
