package io.tableorder.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A port of the loopback interface that leads to another one, until the way is cut or stalled. What it has taken in it
 * delivers in order, or breaks the connection.
 */
public final class TcpProxy implements AutoCloseable {
    private final int port;
    private final int target;
    private final Gate gate = new Gate();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;
    private @Nullable Thread accepting;

    private TcpProxy(int port, int target) {
        this.port = port;
        this.target = target;
    }

    /**
     * Forwards from now on.
     *
     * @param target a port of the loopback interface too
     * @throws EmbeddedStartException when the port is taken
     */
    public static TcpProxy open(int port, int target) {
        var proxy = new TcpProxy(port, target);
        proxy.restore();
        return proxy;
    }

    public int port() {
        return port;
    }

    /** Refuses new connections and resets the ones that are open, as a host does that has gone. */
    public synchronized void cut() {
        if (listener != null) {
            close(listener);
            listener = null;
            awaitEnd(accepting);
        }
        connections.forEach(ProxiedConnection::reset);
        gate.open();
    }

    /**
     * Holds everything up and drops nothing, as a network does that has lost the way without knowing: connections stay
     * open, new ones are taken, and what is sent on them is delivered after {@link #restore}. What is being forwarded
     * at this moment may still arrive.
     */
    public synchronized void stall() {
        gate.close();
        listen();
    }

    /** Forwards again. */
    public synchronized void restore() {
        gate.open();
        listen();
    }

    private void listen() {
        if (listener != null) {
            return;
        }
        try {
            var listening = new ServerSocket();
            listener = listening;
            listening.bind(LoopbackPort.address(port));
            accepting = Thread.ofVirtual().name("proxy-" + port).start(() -> acceptFrom(listening));
        } catch (IOException e) {
            throw new EmbeddedStartException("Port " + port + ", meant for a proxy, is taken.", e);
        }
    }

    /** A socket that a thread still waits on is closed only after that thread has left it, and takes connections until then. */
    private static void awaitEnd(@Nullable Thread accepting) {
        try {
            if (accepting != null) {
                accepting.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptFrom(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().name("proxied-" + port).start(() -> serve(listening, client));
            } catch (IOException closed) {
                // The loop ends.
            }
        }
    }

    private void serve(ServerSocket listening, Socket client) {
        var connection = new ProxiedConnection(client, gate);
        if (isIn(connection, listening)) {
            connection.forwardTo(target);
            connections.remove(connection);
        } else {
            connection.reset();
        }
    }

    /** Returns false for one that was accepted at the moment of the cut. */
    private synchronized boolean isIn(ProxiedConnection connection, ServerSocket acceptedFrom) {
        return acceptedFrom.equals(listener) && connections.add(connection);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }

    /** A gate is where bytes wait while the proxy is stalled. */
    static final class Gate {
        private boolean open = true;

        synchronized void open() {
            open = true;
            notifyAll();
        }

        synchronized void close() {
            open = false;
        }

        synchronized void pass() throws InterruptedException {
            while (!open) {
                wait();
            }
        }
    }
}
