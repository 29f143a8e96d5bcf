package io.tableorder.cli.backup;

import io.tableorder.cli.replay.LogReader;
import io.tableorder.cli.replay.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Adds to a backup what has come to the log since its last run, partition by partition, each up to the end it has when its
 * turn comes. Services may write meanwhile. A run that was interrupted goes on behind the last file it finished.
 */
public final class LogBackup {

    /** So much is done again after an interruption at most; the last file of each run is as small as what has come. */
    private static final long FILE_BYTES = 64L * 1024 * 1024;

    /** Hears how far it is, in offsets. */
    public interface Progress {
        void at(long done, long total);
    }

    /**
     * This is what a run has added.
     *
     * @param compressedBytes of its files
     */
    public record Report(long records, long bytes, long compressedBytes, boolean stopped) {}

    private final BackupDirectory directory;
    private final LogReader log;
    private final StopSignal stop;
    private final long fileBytes;
    private Manifest manifest;
    private long records;
    private long bytes;
    private long compressedBytes;
    private boolean stopped;

    LogBackup(BackupDirectory directory, Manifest manifest, LogReader log, StopSignal stop) {
        this(directory, manifest, log, stop, FILE_BYTES);
    }

    LogBackup(BackupDirectory directory, Manifest manifest, LogReader log, StopSignal stop, long fileBytes) {
        this.directory = directory;
        this.manifest = manifest;
        this.log = log;
        this.stop = stop;
        this.fileBytes = fileBytes;
    }

    Report run(Progress progress) throws IOException {
        long total = 0;
        for (int partition = 0; partition < log.partitions(); partition++) {
            total += Math.max(0, left(partition).end() - left(partition).start());
        }
        long done = 0;
        for (int partition = 0; partition < log.partitions() && !stopped; partition++) {
            LogReader.Span span = left(partition);
            add(span, done, Math.max(total, done + span.end() - span.start()), progress);
            done += span.end() - span.start();
        }
        return new Report(records, bytes, compressedBytes, stopped);
    }

    /** Returns the manifest with what was added. */
    Manifest manifest() {
        return manifest;
    }

    private LogReader.Span left(int partition) {
        LogReader.Span all = log.everything(partition);
        long next = manifest.end(BackupStream.ofLog(partition)).next();
        if (all.start() > next) {
            throw new BackupException(
                    "Partition %d of the log begins at offset %d, and the backup ends at %d: what is between is lost. See docs/runbooks/log-at-risk.md"
                            .formatted(partition, all.start(), next));
        }
        if (all.end() < next) {
            throw new BackupException(
                    "Partition %d of the log ends at offset %d, and the backup has it up to %d: the log has lost its end, which the backup still has"
                            .formatted(partition, all.end(), next));
        }
        return new LogReader.Span(partition, next, all.end());
    }

    private void add(LogReader.Span span, long before, long total, Progress progress) throws IOException {
        BackupStream stream = BackupStream.ofLog(span.partition());
        LogReader.Span left = span;
        while (left.start() < left.end() && !stopped) {
            long next = addFile(stream, left, offset -> progress.at(before + offset - span.start(), total));
            if (next == left.start()) {
                return;
            }
            left = new LogReader.Span(span.partition(), next, span.end());
        }
    }

    private interface At {
        void offset(long offset);
    }

    /** Writes a file, and returns the offset behind it: the span's start if there was nothing to write. */
    private long addFile(BackupStream stream, LogReader.Span span, At at) throws IOException {
        Manifest.End end = manifest.end(stream);
        Path file = directory.file(stream, span.start());
        FileHead head = new FileHead(FileHead.FORMAT, manifest.log(), stream.name(), span.start(), end.digest());
        try (BackupFileWriter writer = directory.begin(file, head)) {
            long next = fill(writer, span, at);
            if (writer.records() == 0) {
                // Markers of transactions only; the next run reads them again.
                return span.start();
            }
            FileSeal seal = writer.seal(next);
            manifest = manifest.with(
                    stream,
                    new Manifest.End(
                            file.getFileName().toString(), next, end.records() + seal.records(), seal.digest()));
            directory.save(manifest);
            records += seal.records();
            bytes += writer.bytes();
            compressedBytes += file.toFile().length();
            return next;
        }
    }

    private long fill(BackupFileWriter writer, LogReader.Span span, At at) throws IOException {
        long[] next = {span.end()};
        try {
            log.read(span, record -> {
                write(writer, record);
                at.offset(record.offset() + 1);
                stopped |= stop.isGiven();
                boolean full = writer.bytes() >= fileBytes;
                if (full || stopped) {
                    next[0] = record.offset() + 1;
                }
                return !full && !stopped;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return next[0];
    }

    private static void write(BackupFileWriter writer, ConsumerRecord<byte[], byte[]> record) {
        try {
            writer.write(StoredRecord.of(record).bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
