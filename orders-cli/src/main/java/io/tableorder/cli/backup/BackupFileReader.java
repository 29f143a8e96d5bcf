package io.tableorder.cli.backup;

import io.tableorder.event.Sha256;
import io.tableorder.wire.Json;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;

/** Reads one file of a backup, and believes nothing in it that its checksums do not confirm. */
final class BackupFileReader implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** What is expanded ahead is lost with a fault behind it, so more would name a record far in front of the fault. */
    private static final int AHEAD_BYTES = 1024;

    /** Kafka takes no record of more than some megabytes; a longer one is a length that is damaged. */
    private static final int MAXIMUM_RECORD_BYTES = 64 * 1024 * 1024;

    /** Takes a file's records as they come. */
    interface Visitor {

        /**
         * Takes the next record.
         *
         * @param record as it was written; whoever cannot read it throws {@link DamagedBackupException}
         */
        void take(byte[] record) throws IOException;
    }

    private final Path file;
    private final MessageDigest digest = Sha256.begin();
    private final DataInputStream in;
    private final FileHead head;
    private long records;

    /**
     * Opens a file.
     *
     * @throws DamagedBackupException if the file has no head that can be read
     */
    BackupFileReader(Path file) throws IOException {
        this.file = file;
        InputStream bytes = Files.newInputStream(file);
        try {
            in = new DataInputStream(new DigestInputStream(
                    new BufferedInputStream(new GZIPInputStream(bytes, BUFFER_BYTES), AHEAD_BYTES), digest));
            head = Json.mapper().readValue(frame(in.readInt()), FileHead.class);
            if (head.formatVersion() != FileHead.FORMAT) {
                throw new BackupException("%s has format %d, and this program reads %d: use the version that wrote it"
                        .formatted(file, head.formatVersion(), FileHead.FORMAT));
            }
        } catch (EOFException | ZipException | JacksonException e) {
            bytes.close();
            throw new DamagedBackupException(file.toString(), "its beginning cannot be read (" + e.getMessage() + ")");
        }
    }

    FileHead head() {
        return head;
    }

    /** Says where the reader is, for whoever finds a fault in a record. */
    String place() {
        return "%s, record %d".formatted(file, records + 1);
    }

    /**
     * Hands over all records.
     *
     * @throws DamagedBackupException naming the record from which on the file is not as it was written
     */
    FileSeal read(Visitor visitor) throws IOException {
        try {
            for (int length = in.readInt(); length != 0; length = in.readInt()) {
                visitor.take(frame(length));
                records++;
            }
            String found = HexFormat.of().formatHex(digest.digest());
            FileSeal seal = Json.mapper().readValue(frame(in.readInt()), FileSeal.class);
            if (seal.records() != records || !seal.digest().equals(found)) {
                throw new DamagedBackupException(
                        place(),
                        "the seal is of %d records with digest %s, found %d with %s"
                                .formatted(seal.records(), seal.digest(), records, found));
            }
            if (in.read() != -1) {
                throw new DamagedBackupException(place(), "something follows the seal");
            }
            return seal;
        } catch (EOFException e) {
            throw new DamagedBackupException(place(), "the file ends too early");
        } catch (ZipException | JacksonException e) {
            throw new DamagedBackupException(place(), "it cannot be read (" + e.getMessage() + ")");
        }
    }

    private byte[] frame(int length) throws IOException {
        if (length < 0 || length > MAXIMUM_RECORD_BYTES) {
            throw new DamagedBackupException(place(), "it says to have %d bytes".formatted(length));
        }
        int expected = in.readInt();
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        if ((int) checksum.getValue() != expected) {
            throw new DamagedBackupException(place(), "its bytes do not have their checksum");
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
