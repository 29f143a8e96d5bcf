package io.tableorder.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.record.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.FileRecords;

/**
 * What the harshest power cut leaves of a broker's log: of each partition what the broker has forced to the disk, and not a
 * byte more, though the operating system may have written it. The broker notes down how far that is, as it starts from there
 * after a crash.
 */
final class PowerCut {

    private static final String RECOVERY_POINTS = "recovery-point-offset-checkpoint";

    /** It keeps no recovery point and is forced to the disk with every append. */
    private static final String METADATA_LOG = "__cluster_metadata-0";

    private static final String LOG = ".log";
    private static final String SNAPSHOT = ".snapshot";
    private static final List<String> INDEXES = List.of(".index", ".timeindex", ".txnindex");
    private static final int HEADER_LINES = 2;

    private final Path logDirectory;
    private final Map<String, Long> recoveryPoints;

    private PowerCut(Path logDirectory) throws IOException {
        this.logDirectory = logDirectory;
        this.recoveryPoints = readRecoveryPoints();
    }

    static Path recoveryPoints(Path logDirectory) {
        return logDirectory.resolve(RECOVERY_POINTS);
    }

    /** Cuts the log of a broker that does not run any more. */
    static void strike(Path logDirectory) {
        try {
            new PowerCut(logDirectory).cutPartitions();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot cut the log in " + logDirectory, e);
        }
    }

    private Map<String, Long> readRecoveryPoints() throws IOException {
        Map<String, Long> points = new HashMap<>();
        List<String> lines = Files.readAllLines(recoveryPoints(logDirectory));
        for (String line : lines.subList(HEADER_LINES, lines.size())) {
            String[] topicPartitionOffset = line.split(" ", 3);
            points.put(topicPartitionOffset[0] + "-" + topicPartitionOffset[1], Long.valueOf(topicPartitionOffset[2]));
        }
        return points;
    }

    private void cutPartitions() throws IOException {
        try (Stream<Path> entries = Files.list(logDirectory)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                String name = entry.getFileName().toString();
                if (!name.equals(METADATA_LOG)) {
                    cut(entry, recoveryPoints.getOrDefault(name, 0L));
                }
            }
        }
    }

    private static void cut(Path partition, long end) throws IOException {
        try (Stream<Path> files = Files.list(partition)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(LOG)) {
                    cutSegment(file, end);
                } else if (name.endsWith(SNAPSHOT) && offsetOf(name) > end) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A segment that begins behind the end goes as a whole, unless it is the partition's first. */
    private static void cutSegment(Path file, long end) throws IOException {
        long base = offsetOf(file.getFileName().toString());
        boolean whole = base >= end && base > 0;
        if (whole || truncate(file.toFile(), end)) {
            for (String index : INDEXES) {
                Files.deleteIfExists(Path.of(file.toString().replace(LOG, index)));
            }
        }
        if (whole) {
            Files.delete(file);
        }
    }

    private static boolean truncate(File segment, long end) throws IOException {
        try (FileRecords records = FileRecords.open(segment)) {
            for (FileChannelRecordBatch batch : records.batches()) {
                if (batch.baseOffset() >= end) {
                    records.truncateTo(batch.position());
                    return true;
                }
            }
        }
        return false;
    }

    private static long offsetOf(String file) {
        return Long.parseLong(file.substring(0, file.indexOf('.')));
    }
}
