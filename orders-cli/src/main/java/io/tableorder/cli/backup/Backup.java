package io.tableorder.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.cli.replay.LogReader;
import io.tableorder.cli.replay.StopSignal;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backup, or adds to one what has come since: the log first, then whose access has ended, then the keys of texts, then
 * the accounts. A key and an account are there before the events that need them, so those of a backup are those of its log or
 * newer.
 */
public final class Backup {

    private static final Map<String, Integer> PATIENCE =
            Map.of("default.api.timeout.ms", 20_000, "request.timeout.ms", 10_000);

    private final KafkaSettings kafka;
    private final BackupDirectory directory;
    private final StopSignal stop;

    public Backup(KafkaSettings kafka, BackupDirectory directory, StopSignal stop) {
        this.kafka = kafka;
        this.directory = directory;
        this.stop = stop;
    }

    /**
     * Runs the backup.
     *
     * @param accounts where they are; null to leave them out
     * @throws BackupException if the directory is another log's, or the log has lost what the backup needs
     */
    public LogBackup.Report run(@Nullable DataSource accounts, LogBackup.Progress progress) throws IOException {
        Manifest manifest = manifest();
        directory.save(manifest);
        LogBackup.Report report;
        try (LogReader log = LogReader.open(kafka, Topics.ORDER_EVENTS)) {
            requirePartitions(log);
            LogBackup run = new LogBackup(directory, manifest, log, stop);
            report = run.run(progress);
            manifest = run.manifest();
        }
        if (report.stopped()) {
            return report;
        }
        manifest = textKeys(access(manifest));
        if (accounts != null) {
            var _ = Snapshot.write(
                    directory, manifest, BackupStream.ACCOUNTS, file -> AccountRows.write(accounts, file));
        }
        return report;
    }

    private Manifest manifest() throws IOException {
        String log = topicId();
        Manifest manifest = directory.manifest().orElseGet(() -> Manifest.of(log, kafka.partitions()));
        if (!manifest.log().equals(log)) {
            throw new BackupException(
                    "%s is the backup of the log %s, and this one is %s: name another directory, so that the former log's backup stays"
                            .formatted(directory.root(), manifest.log(), log));
        }
        if (manifest.partitions() != kafka.partitions()) {
            throw new BackupException(
                    "The log has stores in %d partitions, and KAFKA_PARTITIONS says %d: correct the setting"
                            .formatted(manifest.partitions(), kafka.partitions()));
        }
        return manifest;
    }

    private String topicId() {
        try (Admin admin = KafkaClients.of(kafka).admin("orders-backup", PATIENCE)) {
            TopicDescription restored = RestoreTarget.describe(admin, Topics.ORDER_RESTORE);
            if (restored != null && restored.partitions().size() - 1 != kafka.partitions()) {
                throw new BackupException(
                        "The log has stores in %d partitions, and KAFKA_PARTITIONS says %d: correct the setting"
                                .formatted(restored.partitions().size() - 1, kafka.partitions()));
            }
            TopicDescription log = RestoreTarget.describe(admin, Topics.ORDER_EVENTS);
            if (log == null) {
                throw new BackupException("There is no topic %s at %s"
                        .formatted(Topics.ORDER_EVENTS, String.join(",", kafka.bootstrapServers())));
            }
            return log.topicId().toString();
        }
    }

    private void requirePartitions(LogReader log) {
        if (log.partitions() < kafka.partitions()) {
            throw new BackupException("The log has %d partitions, and KAFKA_PARTITIONS says %d: correct the setting"
                    .formatted(log.partitions(), kafka.partitions()));
        }
    }

    private Manifest access(Manifest manifest) throws IOException {
        try (LogReader topic = LogReader.open(kafka, Topics.ORDER_ACCESS)) {
            return Snapshot.write(
                    directory,
                    manifest,
                    BackupStream.ACCESS,
                    file -> topic.read(topic.everything(0), record -> {
                        try {
                            file.write(StoredRecord.of(record).bytes());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return true;
                    }));
        }
    }

    /** Keeps the last record of each store alone: from those before, destroyed keys could be found. */
    private Manifest textKeys(Manifest manifest) throws IOException {
        if (!isThere(Topics.ORDER_TEXT_KEYS)) {
            return manifest;
        }
        Map<String, StoredRecord> latest = new LinkedHashMap<>();
        try (LogReader topic = LogReader.open(kafka, Topics.ORDER_TEXT_KEYS)) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                topic.read(topic.everything(partition), record -> {
                    if (record.key() != null && record.key().length > 0) {
                        latest.put(new String(record.key(), UTF_8), StoredRecord.of(record));
                    }
                    return true;
                });
            }
        }
        return Snapshot.write(directory, manifest, BackupStream.TEXT_KEYS, file -> {
            for (StoredRecord record : latest.values()) {
                file.write(record.bytes());
            }
        });
    }

    /** A platform that was never started since texts are enciphered has no keys. */
    private boolean isThere(String topic) {
        try (Admin admin = KafkaClients.of(kafka).admin("orders-backup", PATIENCE)) {
            return RestoreTarget.describe(admin, topic) != null;
        }
    }
}
