package io.tableorder.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.KeyTreeCodec;
import io.tableorder.cipher.PartyPath;
import io.tableorder.cli.replay.StopSignal;
import io.tableorder.identity.LogIdentity;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Brings a backup into a cluster without topics and an empty database: the accounts, the log, whose access has ended. Only
 * then does the cluster say that the log is whole, and until then no service starts on it.
 */
public final class Restore {

    private final BackupDirectory directory;
    private final StopSignal stop;

    public Restore(BackupDirectory directory, StopSignal stop) {
        this.directory = directory;
        this.stop = stop;
    }

    /**
     * This is what a backup holds.
     *
     * @param events records of its log
     * @param partitions that its log had
     */
    public record Contents(long events, int partitions, boolean hasAccounts) {}

    /**
     * This is what was restored, in all runs.
     *
     * @param leftOut records that were no store's
     * @param accounts rows of accounts that this run has put there
     * @param identity that positions carry from now on
     */
    public record Report(long events, int stores, long leftOut, long accounts, LogIdentity identity) {}

    /**
     * Reads all files, and changes nothing.
     *
     * @throws DamagedBackupException naming the first file, and the record in it, that is not as it was written
     */
    public Contents check(LogBackup.Progress progress) throws IOException {
        Manifest manifest = manifest();
        BackupFiles files = new BackupFiles(directory, manifest);
        long total = LogRestore.logRecords(manifest);
        long[] done = {0};
        for (BackupStream stream : LogRestore.logStreams(manifest)) {
            files.read(stream, (bytes, place) -> {
                LogRestore.read(bytes, place);
                progress.at(++done[0], total);
            });
        }
        files.readLast(BackupStream.ACCESS, (bytes, place) -> LogRestore.read(bytes, place));
        files.readLast(BackupStream.TEXT_KEYS, (bytes, place) -> keys(LogRestore.read(bytes, place), place));
        files.readLast(BackupStream.ACCOUNTS, (_, _) -> {});
        return new Contents(total, manifest.partitions(), hasAccounts(manifest));
    }

    private Manifest manifest() throws IOException {
        return directory
                .manifest()
                .orElseThrow(() -> new BackupException("There is no backup in %s".formatted(directory.root())));
    }

    private static boolean hasAccounts(Manifest manifest) {
        return !manifest.end(BackupStream.ACCOUNTS).file().isEmpty();
    }

    /**
     * Restores a backup that was {@linkplain #check checked}.
     *
     * @param accounts where they belong; null to leave them out
     * @throws BackupException if the cluster or the database is in use, or does not take something
     */
    public Report run(KafkaSettings kafka, @Nullable DataSource accounts, LogBackup.Progress progress)
            throws IOException {
        Manifest manifest = manifest();
        BackupFiles files = new BackupFiles(directory, manifest);
        if (accounts != null && !hasAccounts(manifest)) {
            throw new BackupException("The backup has no accounts: add --log-only, and restore them from elsewhere");
        }
        try (RestoreTarget target = new RestoreTarget(kafka)) {
            target.prepare();
            long rows = accounts == null ? 0 : accounts(files, accounts, target);
            RestoreReport log;
            List<LogRestore.Erasure> erasures;
            try (LogRestore restore = new LogRestore(files, manifest, target, stop)) {
                log = restore.run(progress);
                erasures = restore.erasures();
            }
            complete(files, kafka, erasures);
            return new Report(
                    log.records(), log.stores(), log.leftOut(), rows, LogIdentity.ofRestored(target.topicId()));
        }
    }

    private static long accounts(BackupFiles files, DataSource accounts, RestoreTarget target) throws IOException {
        try (AccountRestore restore = new AccountRestore(accounts, "Restored with the log " + target.topicId())) {
            files.readLast(BackupStream.ACCOUNTS, restore::take);
            return restore.commit();
        }
    }

    /**
     * An end of access may come twice, and so may keys, so these records need no transaction; their readers see no aborted one
     * either. Keys that the log says to be destroyed are, even if the backup's were copied away before.
     */
    private static void complete(BackupFiles files, KafkaSettings kafka, List<LogRestore.Erasure> erasures)
            throws IOException {
        Map<String, Integer> patient = Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        try (Producer<byte[], byte[]> producer = KafkaClients.of(kafka).producer("orders-restore-access", patient)) {
            files.readLast(BackupStream.ACCESS, (bytes, place) -> {
                StoredRecord record = LogRestore.read(bytes, place);
                send(
                        producer,
                        new ProducerRecord<>(
                                Topics.ORDER_ACCESS,
                                0,
                                record.timestamp(),
                                record.key(),
                                record.value(),
                                record.headers()));
            });
            files.readLast(
                    BackupStream.TEXT_KEYS,
                    (bytes, place) -> send(producer, keys(LogRestore.read(bytes, place), place, kafka, erasures)));
            send(
                    producer,
                    new ProducerRecord<>(
                            Topics.ORDER_RESTORE, kafka.partitions(), "complete".getBytes(UTF_8), new byte[0]));
        }
    }

    private static ProducerRecord<byte[], byte[]> keys(
            StoredRecord record, String place, KafkaSettings kafka, List<LogRestore.Erasure> erasures) {
        KeyTree tree = keys(record, place);
        for (LogRestore.Erasure erasure : erasures) {
            if (erasure.storeId().equals(tree.storeId())) {
                tree = tree.without(PartyPath.of(tree.storeId(), erasure.sessionId()));
            }
        }
        return KeyTreeCodec.record(tree, Topics.partitionOf(tree.storeId(), kafka.partitions()));
    }

    private static KeyTree keys(StoredRecord record, String place) {
        byte[] key = record.key();
        byte[] value = record.value();
        try {
            if (key != null && value != null) {
                return KeyTreeCodec.read(new String(key, UTF_8), value);
            }
        } catch (IllegalArgumentException e) {
            throw new DamagedBackupException(place, "it is no record of keys (" + e.getMessage() + ")");
        }
        throw new DamagedBackupException(place, "it is no record of keys");
    }

    private static void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new BackupException(
                    "Topic %s does not take a record: %s. Run the same again, and it goes on from there"
                            .formatted(record.topic(), RestoreTarget.messageOf(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("Interrupted", e);
        }
    }
}
