package io.tableorder.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Keeps processes of one user from choosing the same port before either has bound it: tests of several modules run at
 * once, and a server may bind its port seconds after the choice. Each port is a byte of one file, and whoever has locked
 * the byte has reserved the port. The operating system frees what a process holds when it dies.
 */
final class PortReservations {
    private final FileChannel file;
    private final int atMost;
    private final SequencedMap<Integer, FileLock> held = new LinkedHashMap<>();

    /** @param atMost ports held at once; the one that was reserved first makes room for another */
    PortReservations(Path path, int atMost) {
        this.atMost = atMost;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reserve ports in " + path + ": " + e.getMessage(), e);
        }
    }

    static PortReservations ofThisUser(int atMost) {
        String name = "table-order-ports-" + System.getProperty("user.name");
        return new PortReservations(Path.of(System.getProperty("java.io.tmpdir"), name), atMost);
    }

    /** Returns whether the port is reserved from now on; false when this or another process has reserved it already. */
    synchronized boolean reserve(int port) {
        if (held.containsKey(port)) {
            return false;
        }
        try {
            FileLock lock = file.tryLock(port, 1, false);
            if (lock == null) {
                return false;
            }
            held.put(port, lock);
            if (held.size() > atMost) {
                requireNonNull(held.pollFirstEntry()).getValue().release();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reserve port " + port + ": " + e.getMessage(), e);
        }
    }
}
