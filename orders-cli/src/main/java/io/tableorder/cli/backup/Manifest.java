package io.tableorder.cli.backup;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifest says which log a backup is of and where each of its streams ends, so that a file that is missing at an end is
 * missed too. It is replaced after every file.
 *
 * @param log the id of the topic that the log was in
 * @param partitions of the log, as far as stores were in them
 * @param ends by stream
 */
record Manifest(int formatVersion, String log, int partitions, SortedMap<String, End> ends) {

    /**
     * This is where a stream ends.
     *
     * @param file its last
     * @param next the offset that the next file begins with
     * @param records in all its files
     * @param digest of its last file
     */
    record End(String file, long next, long records, String digest) {

        static final End NOTHING = new End("", 0, 0, "");
    }

    static Manifest of(String log, int partitions) {
        return new Manifest(FileHead.FORMAT, log, partitions, new TreeMap<>());
    }

    End end(BackupStream stream) {
        return ends.getOrDefault(stream.name(), End.NOTHING);
    }

    Manifest with(BackupStream stream, End end) {
        SortedMap<String, End> more = new TreeMap<>(ends);
        more.putAll(Map.of(stream.name(), end));
        return new Manifest(formatVersion, log, partitions, more);
    }
}
