package io.tableorder.cli.backup;

import io.tableorder.wire.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A directory holds a backup: its manifest, and the files of each stream in a directory of the stream's name. */
public final class BackupDirectory implements AutoCloseable {

    private static final String MANIFEST = "backup.json";
    private static final String LOCK = "backup.lock";
    private static final String ENDING = ".gz";

    /** Names sort as offsets do. */
    private static final String NAME = "%020d" + ENDING;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final @Nullable FileChannel lock;

    private BackupDirectory(Path root, @Nullable FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Opens a backup to read it. */
    public static BackupDirectory toRead(Path root) {
        return new BackupDirectory(root, null);
    }

    /**
     * Opens a backup to go on with it, or begins one.
     *
     * @throws BackupException if another process writes there, or the directory holds something else
     */
    public static BackupDirectory toWrite(Path root) throws IOException {
        if (Files.isDirectory(root) && !Files.exists(root.resolve(MANIFEST)) && holdsAnything(root)) {
            throw new BackupException("%s holds something else: name an empty or a new directory".formatted(root));
        }
        create(root);
        FileChannel lock = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return new BackupDirectory(root, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Somebody in this very process: refused like anybody else.
        }
        lock.close();
        throw new BackupException("Another backup writes to %s: let it end first".formatted(root));
    }

    /** Makes a directory that nobody else may look into. One that is there is its owner's to close. */
    private static void create(Path root) throws IOException {
        if (!Files.isDirectory(root)
                && root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectories(root);
        }
    }

    private static boolean holdsAnything(Path root) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.anyMatch(entry -> !entry.endsWith(LOCK));
        }
    }

    Path root() {
        return root;
    }

    /** Returns the manifest; empty if no backup has been made here. */
    Optional<Manifest> manifest() throws IOException {
        Path file = root.resolve(MANIFEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Manifest manifest = Json.mapper().readValue(Files.readAllBytes(file), Manifest.class);
            if (manifest.formatVersion() != FileHead.FORMAT) {
                throw new BackupException("%s has format %d, and this program reads %d: use the version that wrote it"
                        .formatted(file, manifest.formatVersion(), FileHead.FORMAT));
            }
            return Optional.of(manifest);
        } catch (JacksonException e) {
            throw new DamagedBackupException(file.toString(), "it cannot be read (" + e.getOriginalMessage() + ")");
        }
    }

    /** Replaces the manifest. It is on the disk before the former one is gone. */
    void save(Manifest manifest) throws IOException {
        Path next = root.resolve(MANIFEST + BackupFileWriter.UNFINISHED);
        try (RandomAccessFile file = new RandomAccessFile(next.toFile(), "rw")) {
            byte[] json = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
            file.setLength(0);
            file.write(json);
            file.getFD().sync();
        }
        Files.move(next, root.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns the file of a stream that begins with this number, whether it is there or not. */
    Path file(BackupStream stream, long first) {
        return root.resolve(stream.name()).resolve(NAME.formatted(first));
    }

    Path file(BackupStream stream, String name) {
        return root.resolve(stream.name()).resolve(name);
    }

    /** Begins a file, where a former one that was not finished may be. */
    BackupFileWriter begin(Path file, FileHead head) throws IOException {
        Files.createDirectories(file.getParent());
        return new BackupFileWriter(file, head);
    }

    /** Returns the stream's whole files, in their order. */
    List<Path> files(BackupStream stream) throws IOException {
        Path directory = root.resolve(stream.name());
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
