package io.tableorder.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files of a stream one after the other, and sees to it that each goes on where the one before ended. */
final class BackupFiles {

    private final BackupDirectory directory;
    private final Manifest manifest;

    BackupFiles(BackupDirectory directory, Manifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    /** Takes what a stream holds, in order. */
    interface Visitor {

        /**
         * Takes the next record.
         *
         * @param place where it is, for whoever finds a fault in it
         */
        void take(byte[] record, String place) throws IOException;
    }

    /**
     * Hands over all records of a stream that is written bit by bit.
     *
     * @throws DamagedBackupException naming the file that is missing, or the file and the record that are damaged
     */
    void read(BackupStream stream, Visitor visitor) throws IOException {
        Manifest.End end = manifest.end(stream);
        long next = 0;
        String previous = "";
        while (next < end.next()) {
            Path file = directory.file(stream, next);
            FileSeal seal = read(file, stream, next, previous, visitor);
            if (seal.next() <= next || seal.next() > end.next()) {
                throw new DamagedBackupException(
                        file.toString(), "it ends at %d, and the backup at %d".formatted(seal.next(), end.next()));
            }
            next = seal.next();
            previous = seal.digest();
        }
        if (!previous.equals(end.digest())) {
            throw new DamagedBackupException(
                    directory.root().resolve(stream.name()).toString(), "its last file is not the one of backup.json");
        }
    }

    /** Hands over the records of a stream of which only the last file counts. */
    void readLast(BackupStream stream, Visitor visitor) throws IOException {
        Manifest.End end = manifest.end(stream);
        if (end.file().isEmpty()) {
            return;
        }
        Path file = directory.file(stream, end.file());
        FileSeal seal = read(file, stream, end.next() - 1, "", visitor);
        if (!seal.digest().equals(end.digest())) {
            throw new DamagedBackupException(file.toString(), "it is not the file of backup.json");
        }
    }

    private FileSeal read(Path file, BackupStream stream, long first, String previous, Visitor visitor)
            throws IOException {
        if (!Files.exists(file)) {
            throw new DamagedBackupException(
                    file.toString(),
                    "the file is missing, and with it what follows %d up to %d at most"
                            .formatted(first, manifest.end(stream).next()));
        }
        try (BackupFileReader reader = new BackupFileReader(file)) {
            FileHead expected = new FileHead(FileHead.FORMAT, manifest.log(), stream.name(), first, previous);
            if (!reader.head().equals(expected)) {
                throw new DamagedBackupException(
                        file.toString(),
                        "expected a file that begins with %s, found %s".formatted(expected, reader.head()));
            }
            return reader.read(record -> visitor.take(record, reader.place()));
        }
    }
}
