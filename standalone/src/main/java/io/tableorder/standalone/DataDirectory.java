package io.tableorder.standalone;

import io.tableorder.embedded.DirectoryLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The data directory holds what one installation keeps between its runs; one process uses it at a time. */
final class DataDirectory implements AutoCloseable {
    /** Kafka preallocates, PostgreSQL writes its first 60 MB at once; below this a start only ends in worse messages. */
    static final long MIN_FREE_BYTES = 512L * 1024 * 1024;

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(3);
    private static final Duration LOCK_CHECK = Duration.ofMillis(50);

    /** A secret has 256 bits, what HS256 wants at least. */
    private static final int SECRET_BYTES = 32;

    private final Path root;
    private final DirectoryLock lock;

    private DataDirectory(Path root, DirectoryLock lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataDirectory open(Path root) {
        DirectoryLock lock;
        try {
            lock = lock(root)
                    .orElseThrow(() -> new StartRefusedException("The platform already runs on " + root
                            + "; stop it (Ctrl-C in its terminal), or start another beside it with"
                            + " --data=DIR --port-offset=100."));
        } catch (UncheckedIOException e) {
            throw new StartRefusedException(e.getMessage() + " Choose another with --data=DIR.");
        }
        var directory = new DataDirectory(root, lock);
        directory.refuseFullDisk();
        return directory;
    }

    /** A process that was killed a moment ago holds its lock until the operating system has cleared it away. */
    private static Optional<DirectoryLock> lock(Path root) {
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        Optional<DirectoryLock> lock = DirectoryLock.tryLock(root);
        while (lock.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOCK_CHECK.toNanos());
            lock = DirectoryLock.tryLock(root);
        }
        return lock;
    }

    private void refuseFullDisk() {
        try {
            refuseBelowMinimum(Files.getFileStore(root).getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void refuseBelowMinimum(long freeBytes) {
        if (freeBytes < MIN_FREE_BYTES) {
            close();
            throw new StartRefusedException("The disk of " + root + " has only " + mebibytes(freeBytes)
                    + " MiB free, at least " + mebibytes(MIN_FREE_BYTES)
                    + " are needed; free some or choose another directory with --data=DIR.");
        }
    }

    private static long mebibytes(long bytes) {
        return bytes / (1024 * 1024);
    }

    /** Forgets all earlier runs; the lock stays held. */
    void clear() {
        for (Path kept :
                new Path[] {kafka(), postgres(), logs(), secretKeyFile(), tokenKeys(), demoMarker(), ownMarker()}) {
            deleteTree(kept);
        }
    }

    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StartRefusedException("Cannot delete " + root + ": " + e.getMessage());
        }
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** order-api makes the key pairs in it that sign tokens, and tells the others the public halves. */
    Path tokenKeys() {
        return root.resolve("token-keys");
    }

    /** Its presence says that the demo data was stored completely. */
    Path demoMarker() {
        return root.resolve("demo-data.complete");
    }

    /** Its presence says that somebody began without demo data, which then never comes, whatever later starts are told. */
    private Path ownMarker() {
        return root.resolve("without-demo-data");
    }

    /** Returns true if this is for somebody's own restaurant. */
    boolean isOwn() {
        return Files.exists(ownMarker());
    }

    /**
     * Keeps demo data, whose passwords everybody knows, away from here for good.
     *
     * @throws StartRefusedException if it is here already
     */
    void keepForOwn() {
        if (isOwn()) {
            return;
        }
        // Each start makes the key if it is not there; one that broke off may have stored some of the demo data.
        if (Files.exists(demoMarker()) || Files.exists(secretKeyFile())) {
            throw new StartRefusedException("--empty: " + root + " has data of an earlier start with demo data;"
                    + " delete it with --fresh --empty, or choose another directory with --data=DIR.");
        }
        try {
            Files.createFile(ownMarker());
        } catch (IOException e) {
            throw new StartRefusedException("Cannot write to " + root + ": " + e.getMessage());
        }
    }

    private Path secretKeyFile() {
        return root.resolve("secret-key");
    }

    /** Returns the key that signs operators' tokens: made at random on the first start, readable by its owner alone. */
    String secretKey() {
        Path file = secretKeyFile();
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            createForOwnerOnly(file);
            Files.writeString(file, key + "\n");
            return key;
        } catch (IOException e) {
            throw new StartRefusedException("Cannot keep the secret key in " + file + ": " + e.getMessage());
        }
    }

    private static void createForOwnerOnly(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException noPosixPermissionsHere) {
            Files.createFile(file);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
