package io.tableorder.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A snapshot is a stream that is written whole each time. The file before goes when the new one is in the manifest. */
final class Snapshot {

    /** Writes the records of the new file. */
    interface Content {
        void writeTo(BackupFileWriter file) throws IOException;
    }

    private Snapshot() {}

    static Manifest write(BackupDirectory directory, Manifest manifest, BackupStream stream, Content content)
            throws IOException {
        long number = manifest.end(stream).next();
        Path file = directory.file(stream, number);
        FileHead head = new FileHead(FileHead.FORMAT, manifest.log(), stream.name(), number, "");
        Manifest next;
        try (BackupFileWriter writer = directory.begin(file, head)) {
            content.writeTo(writer);
            FileSeal seal = writer.seal(number + 1);
            next = manifest.with(
                    stream, new Manifest.End(file.getFileName().toString(), number + 1, seal.records(), seal.digest()));
        }
        directory.save(next);
        for (Path other : directory.files(stream)) {
            if (!other.equals(file)) {
                Files.delete(other);
            }
        }
        return next;
    }
}
