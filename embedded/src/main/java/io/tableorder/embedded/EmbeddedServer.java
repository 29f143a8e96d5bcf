package io.tableorder.embedded;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a server that keeps its data in a directory of this machine and listens on the loopback interface. It stays on the
 * port that it had first.
 */
abstract class EmbeddedServer<S> {
    /** Another process can take a free port between its choice and its use; losing three times running is no chance. */
    private static final int PORT_ATTEMPTS = 3;

    final Path directory;
    final boolean temporary;
    private final DirectoryLock lock;
    private int port;
    private @Nullable S server;
    /** It was started and not stopped since. */
    private boolean wanted;

    /** @param port {@link LoopbackPort#ANY} for any free one */
    EmbeddedServer(Path directory, boolean temporary, String owner, int port) {
        this.directory = directory;
        this.temporary = temporary;
        this.port = port;
        this.lock = DirectoryLock.lock(directory, owner);
    }

    /** Starts the server for the first time, and leaves nothing behind if it fails. */
    static <E extends EmbeddedServer<?>> E started(E embedded) {
        try {
            embedded.start();
            return embedded;
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    /** @throws EmbeddedStartException when the port is taken or the server does not come up */
    abstract S startOn(int serverPort);

    abstract void stop(S running);

    public synchronized void start() {
        wanted = true;
        if (server == null) {
            server = port == LoopbackPort.ANY ? startOnAnyPort() : startOn(port);
        }
    }

    private S startOnAnyPort() {
        for (int attempt = 1; ; attempt++) {
            int free = LoopbackPort.free();
            try {
                S started = startOn(free);
                port = free;
                return started;
            } catch (EmbeddedStartException e) {
                if (attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Starts a server again that ended without being told to, and returns whether it had. */
    final synchronized boolean restartUnless(BooleanSupplier running) {
        if (!wanted || (server != null && running.getAsBoolean())) {
            return false;
        }
        if (server != null) {
            // What it holds in this process, such as its lock, would keep the next one from starting.
            stop(server);
            server = null;
        }
        start();
        return true;
    }

    public synchronized void stop() {
        wanted = false;
        if (server != null) {
            stop(server);
            server = null;
        }
    }

    public int port() {
        return port;
    }

    public void close() {
        stop();
        lock.close();
        if (temporary) {
            TemporaryDirectory.delete(directory);
        }
    }
}
