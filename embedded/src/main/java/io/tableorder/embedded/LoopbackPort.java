package io.tableorder.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback interface, the only one that anything embedded listens on. */
public final class LoopbackPort {
    /** Stands for "any free port" wherever a port is asked for. */
    public static final int ANY = 0;

    private LoopbackPort() {}

    /** A port that was free a moment ago: another process can take it before the caller does, so be ready to retry. */
    public static int free() {
        try (var socket = bind(ANY)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on the loopback interface", e);
        }
    }

    public static boolean isTaken(int port) {
        try (var _ = bind(port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
