package io.tableorder.embedded;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Finds TCP ports of the loopback interface, the only one that anything embedded listens on. */
public final class LoopbackPort {
    /** Stands for "any free port" wherever a port is asked for. */
    public static final int ANY = 0;

    /**
     * This is below the ports that Linux (from 32768) and macOS (from 49152) give to outgoing connections. Among those,
     * the port of a listener that is down for a while may be gone when it comes back; and a client that keeps trying to
     * reach it is, once in so many thousand times, given that very port for its own end and finds itself connected to
     * itself. Room is left on both sides for platforms whose ports are offsets from the standard ones.
     */
    private static final int LOWEST = 22_700;

    private static final int HIGHEST = 27_999;
    private static final int ATTEMPTS = 10_000;

    /** A port is not given again before so many others: who has got one may need half a minute to bind it. */
    private static final int OTHERS_FIRST = 1_000;

    private static final PortReservations GIVEN = PortReservations.ofThisUser(OTHERS_FIRST);

    private LoopbackPort() {}

    /**
     * Returns a port that was free a moment ago and is given to nobody else who asks here, in this process or another of
     * this user. A program that does not ask can still take it before the caller does, so be ready to retry.
     */
    public static int free() {
        return free(1).getFirst();
    }

    /** Finds so many different ports that are free, as {@link #free()} does. */
    public static List<Integer> free(int count) {
        Set<Integer> free = new LinkedHashSet<>();
        for (int attempt = 0; free.size() < count && attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (!isTaken(port) && GIVEN.reserve(port)) {
                free.add(port);
            }
        }
        if (free.size() < count) {
            throw new IllegalStateException("No free port between " + LOWEST + " and " + HIGHEST + " on the loopback"
                    + " interface in " + ATTEMPTS + " attempts");
        }
        return List.copyOf(free);
    }

    public static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(address(port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(Inet4Address.ofLiteral("127.0.0.1"), port);
    }
}
