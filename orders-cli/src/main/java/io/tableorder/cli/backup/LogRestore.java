package io.tableorder.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.cli.replay.StopSignal;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.Position;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.EventHeaders;
import io.tableorder.wire.EventTypes;
import io.tableorder.wire.Json;
import io.tableorder.wire.RecordKey;
import io.tableorder.wire.Topics;
import io.tableorder.wire.UnreadableEventException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/**
 * Writes a backup's records to a log that is empty, in transactions which say how far they go. A store's records keep their
 * order, bytes, headers and times; partition and offset are those that its key has in this log. Records that are no store's
 * have no place there, and stay in the backup.
 */
final class LogRestore implements AutoCloseable {

    /** A transaction is committed at this size: small beside the producer's 32 MiB, and its end costs some milliseconds. */
    private static final int TRANSACTION_BYTES = 4 * 1024 * 1024;

    /** A process that was killed holds its successor up for so long at most; brokers may be set up to take no more than 15 s. */
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;

    /** Fences a restore that still runs, when another is started. */
    private static final String TRANSACTIONAL_ID = "orders-restore";

    /** Ends the reading of a file in the middle, when somebody has asked to stop. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A party whose texts the log says to be erased. */
    record Erasure(String storeId, String sessionId) {}

    private final BackupFiles files;
    private final Manifest manifest;
    private final RestoreTarget target;
    private final StopSignal stop;
    private final int transactionBytes;
    private final Producer<byte[], byte[]> producer;
    private final Set<String> stores = new HashSet<>();
    private final List<Erasure> erasures = new ArrayList<>();
    private final EventCodec codec = new EventCodec();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private int sentBytes;

    LogRestore(BackupFiles files, Manifest manifest, RestoreTarget target, StopSignal stop) {
        this(files, manifest, target, stop, TRANSACTION_BYTES);
    }

    LogRestore(BackupFiles files, Manifest manifest, RestoreTarget target, StopSignal stop, int transactionBytes) {
        this.files = files;
        this.manifest = manifest;
        this.target = target;
        this.stop = stop;
        this.transactionBytes = transactionBytes;
        this.producer = KafkaClients.of(target.kafka())
                .producer(
                        "orders-restore-writer",
                        Map.of(
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                TRANSACTIONAL_ID,
                                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                TRANSACTION_TIMEOUT_MS,
                                // A broker that has just got a topic may refuse a first batch and take the second.
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                                1,
                                ProducerConfig.LINGER_MS_CONFIG,
                                5));
    }

    /**
     * Restores what is not there yet.
     *
     * @return what is there, of all runs
     * @throws BackupException if Kafka does not take it, or somebody asked to stop; another run goes on from there
     */
    RestoreReport run(LogBackup.Progress progress) throws IOException {
        // From here on no earlier run can commit anything: what it has said is all that it has done.
        producer.initTransactions();
        Map<String, RestoreProgress> reached = target.progress(manifest);
        long total = logRecords(manifest);
        long done = 0;
        long restored = 0;
        long leftOut = 0;
        for (BackupStream stream : logStreams(manifest)) {
            RestoreProgress from = reached.getOrDefault(stream.name(), RestoreProgress.none(manifest.log(), stream));
            RestoreProgress to = restore(stream, from, done, total, progress);
            done += manifest.end(stream).records();
            restored += to.restored();
            leftOut += to.leftOut();
        }
        return new RestoreReport(restored, leftOut, stores.size());
    }

    static List<BackupStream> logStreams(Manifest manifest) {
        return manifest.ends().keySet().stream()
                .filter(name -> name.startsWith(Topics.ORDER_EVENTS + "-"))
                .map(BackupStream::new)
                .toList();
    }

    static long logRecords(Manifest manifest) {
        return logStreams(manifest).stream()
                .mapToLong(stream -> manifest.end(stream).records())
                .sum();
    }

    private RestoreProgress restore(
            BackupStream stream, RestoreProgress from, long before, long total, LogBackup.Progress progress)
            throws IOException {
        int partition = Integer.parseInt(stream.name().substring(Topics.ORDER_EVENTS.length() + 1));
        RestoreProgress[] at = {from};
        long[] seen = {0};
        try {
            files.read(stream, (bytes, place) -> {
                StoredRecord record = read(bytes, place);
                progress.at(before + ++seen[0], total);
                RecordKey whose = RecordKey.of(record.key(), partition, manifest.partitions());
                if (whose instanceof RecordKey.OfStore(var storeId)) {
                    stores.add(storeId);
                    noticeErasure(storeId, record);
                }
                if (record.offset() >= from.next()) {
                    at[0] = add(stream, record, whose, at[0]);
                }
            });
            commit(stream, at[0]);
            return at[0];
        } catch (KafkaException e) {
            throw new BackupException(
                    "Kafka does not take it: %s. Run the same again, and it goes on from there"
                            .formatted(e.getMessage()),
                    e);
        } catch (StoppedException e) {
            throw new BackupException("Stopped before the end. Run the same again, and it goes on from there", e);
        }
    }

    /** Returns the parties whose texts the restored log says to be erased, of all runs. */
    List<Erasure> erasures() {
        return List.copyOf(erasures);
    }

    private void noticeErasure(String storeId, StoredRecord record) {
        if (record.headers().stream().noneMatch(LogRestore::isOfErasure)) {
            return;
        }
        try {
            if (codec.decode(record.value(), new Position(0, record.offset())).event()
                    instanceof OperatorEvent.TextErased erased) {
                erasures.add(new Erasure(storeId, erased.sessionId()));
            }
        } catch (UnreadableEventException e) {
            // It is no event of the store's, whoever wrote it, and erases nothing.
        }
    }

    private static boolean isOfErasure(Header header) {
        return header.key().equals(EventHeaders.TYPE)
                && header.value() != null
                && new String(header.value(), UTF_8).equals(EventTypes.TEXT_ERASED);
    }

    static StoredRecord read(byte[] bytes, String place) {
        try {
            return StoredRecord.read(bytes);
        } catch (IOException e) {
            throw new DamagedBackupException(place, "it is no record of a log (" + e.getMessage() + ")");
        }
    }

    private RestoreProgress add(BackupStream stream, StoredRecord record, RecordKey whose, RestoreProgress from) {
        RestoreProgress to = switch (whose) {
            case RecordKey.OfStore(var storeId) -> {
                send(record, storeId);
                yield new RestoreProgress(
                        from.log(), from.stream(), record.offset() + 1, from.restored() + 1, from.leftOut());
            }
            case RecordKey.OfNobody _ ->
                new RestoreProgress(
                        from.log(), from.stream(), record.offset() + 1, from.restored(), from.leftOut() + 1);
        };
        if (sentBytes >= transactionBytes) {
            commit(stream, to);
            if (stop.isGiven()) {
                throw new StoppedException();
            }
        }
        return to;
    }

    private void send(StoredRecord record, String storeId) {
        begin();
        sent.add(producer.send(new ProducerRecord<>(
                Topics.ORDER_EVENTS,
                Topics.partitionOf(storeId, target.kafka().partitions()),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers())));
        sentBytes += record.value() == null ? 0 : record.value().length;
    }

    private void begin() {
        if (sent.isEmpty()) {
            producer.beginTransaction();
        }
    }

    private void commit(BackupStream stream, RestoreProgress reached) {
        if (sent.isEmpty()) {
            return;
        }
        sent.add(producer.send(new ProducerRecord<>(
                Topics.ORDER_RESTORE,
                0,
                stream.name().getBytes(UTF_8),
                Json.mapper().writeValueAsBytes(reached))));
        producer.flush();
        sent.forEach(LogRestore::requireArrived);
        producer.commitTransaction();
        sent.clear();
        sentBytes = 0;
    }

    private static void requireArrived(Future<RecordMetadata> record) {
        try {
            record.get();
        } catch (ExecutionException e) {
            throw new KafkaException(RestoreTarget.messageOf(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
