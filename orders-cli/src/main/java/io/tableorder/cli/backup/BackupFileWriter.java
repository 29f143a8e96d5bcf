package io.tableorder.cli.backup;

import io.tableorder.event.Sha256;
import io.tableorder.wire.Json;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/**
 * Writes one file of a backup: a head, records, and a seal that has the digest of all of it, compressed. Each has its length
 * and its checksum in front. The file has its name only when it is whole and on the disk.
 */
final class BackupFileWriter implements AutoCloseable {

    /** What a process that was killed has left under this ending is no file of the backup. */
    static final String UNFINISHED = ".part";

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path file;
    private final Path unfinished;
    private final FileOutputStream disk;
    private final GZIPOutputStream compressed;
    private final MessageDigest digest = Sha256.begin();
    private final DataOutputStream out;
    private long records;
    private long bytes;

    BackupFileWriter(Path file, FileHead head) throws IOException {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        this.disk = new FileOutputStream(unfinished.toFile());
        this.compressed = new GZIPOutputStream(disk, BUFFER_BYTES);
        this.out = new DataOutputStream(
                new DigestOutputStream(new BufferedOutputStream(compressed, BUFFER_BYTES), digest));
        frame(Json.mapper().writeValueAsBytes(head));
    }

    void write(byte[] record) throws IOException {
        if (record.length == 0) {
            throw new IllegalArgumentException("An empty record would look like the end of the file");
        }
        frame(record);
        records++;
        bytes += record.length;
    }

    private void frame(byte[] content) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        out.writeInt(content.length);
        out.writeInt((int) checksum.getValue());
        out.write(content);
    }

    long records() {
        return records;
    }

    /** Returns how many bytes the records have, before they are compressed. */
    long bytes() {
        return bytes;
    }

    /** Ends the file and gives it its name. */
    FileSeal seal(long next) throws IOException {
        out.writeInt(0);
        FileSeal seal = new FileSeal(next, records, HexFormat.of().formatHex(digest.digest()));
        frame(Json.mapper().writeValueAsBytes(seal));
        out.flush();
        compressed.finish();
        // A name that survives a power cut, for a content that does not, would be worse than no file.
        disk.getFD().sync();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return seal;
    }

    @Override
    public void close() throws IOException {
        disk.close();
        Files.deleteIfExists(unfinished);
    }
}
