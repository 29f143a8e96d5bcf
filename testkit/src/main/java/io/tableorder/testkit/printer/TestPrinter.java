package io.tableorder.testkit.printer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A printer on a port of this machine. It takes ESC/POS as {@code EscPos} writes it and no other command, so that a stray one is
 * found; what it cuts off is a slip.
 */
public final class TestPrinter implements AutoCloseable {

    private static final Charset KOREAN = Charset.forName("MS949");
    private static final int READY = 0x12;
    private static final int OFFLINE = 0x1A;
    private static final int PAPER_END = 0x72;

    /** How it does. */
    public enum Condition {
        FINE,
        /** It says so, and prints nothing. */
        OUT_OF_PAPER,
        /** It takes connections and everything that is sent, and does nothing. */
        HANGING,
        /** It prints, and never says that it has. */
        MUTE_WHEN_PRINTED,
        /** It prints, and answers nothing at all. */
        MUTE
    }

    private final int port;
    private final List<String> slips = new CopyOnWriteArrayList<>();
    private final List<String> strayCommands = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Condition condition = Condition.FINE;
    private volatile @Nullable ServerSocket server;

    private TestPrinter(ServerSocket server) {
        this.port = server.getLocalPort();
        listen(server);
    }

    /** Returns a printer that is switched on, at a free port. */
    public static TestPrinter on() {
        try {
            return new TestPrinter(bound(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void listen(ServerSocket socket) {
        server = socket;
        var _ = Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    connections.add(connection);
                    var _ = Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException switchedOff) {
                    return;
                }
            }
        });
    }

    /** Returns what a store's admin types. */
    public String address() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    /** Returns the text of each slip that was cut off, in order. */
    public List<String> slips() {
        return List.copyOf(slips);
    }

    /** Returns commands that no slip should have. */
    public List<String> strayCommands() {
        return List.copyOf(strayCommands);
    }

    public void become(Condition next) {
        condition = next;
    }

    /** Pulls the plug: what it has not cut off is lost. */
    public void switchOff() {
        try {
            ServerSocket socket = server;
            if (socket != null) {
                socket.close();
            }
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Switches it on at the address that it had. */
    public void switchOn() {
        try {
            listen(bound(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        switchOff();
    }

    private void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            while (true) {
                int next = in.readUnsignedByte();
                if (condition != Condition.HANGING) {
                    obey(next, in, text, connection);
                }
            }
        } catch (EOFException overNow) {
            // Whoever printed is done.
        } catch (IOException brokenOff) {
            // It was switched off, or whoever printed has gone.
        } finally {
            connections.remove(connection);
        }
    }

    private void obey(int next, DataInputStream in, ByteArrayOutputStream text, Socket connection) throws IOException {
        switch (next) {
            case 0x10 -> tellState(in, connection);
            case 0x1B -> escape(in);
            case 0x1C -> expect("FS", in.readUnsignedByte(), '&');
            case 0x1D -> group(in, text, connection);
            case '\n' -> text.write('\n');
            default -> {
                if (next < 0x20) {
                    strayCommands.add("%02x".formatted(next));
                } else {
                    text.write(next);
                }
            }
        }
    }

    private void tellState(DataInputStream in, Socket connection) throws IOException {
        expect("DLE", in.readUnsignedByte(), 0x04);
        int what = in.readUnsignedByte();
        boolean noPaper = condition == Condition.OUT_OF_PAPER;
        if (condition != Condition.MUTE) {
            connection.getOutputStream().write(!noPaper ? READY : what == 4 ? PAPER_END : OFFLINE);
        }
    }

    private void escape(DataInputStream in) throws IOException {
        int command = in.readUnsignedByte();
        if (command == 'B') {
            skipTwo(in);
        } else {
            expect("ESC", command, '@');
        }
    }

    private void group(DataInputStream in, ByteArrayOutputStream text, Socket connection) throws IOException {
        int command = in.readUnsignedByte();
        switch (command) {
            case '!' -> {
                var _ = in.readUnsignedByte();
            }
            case 'V' -> {
                skipTwo(in);
                slips.add(text.toString(KOREAN));
                text.reset();
            }
            case 'r' -> {
                var _ = in.readUnsignedByte();
                if (condition != Condition.MUTE && condition != Condition.MUTE_WHEN_PRINTED) {
                    connection.getOutputStream().write(0);
                }
            }
            default -> strayCommands.add("GS %02x".formatted(command));
        }
    }

    private static void skipTwo(DataInputStream in) throws IOException {
        var _ = in.readUnsignedShort();
    }

    private void expect(String prefix, int got, int expected) {
        if (got != expected) {
            strayCommands.add("%s %02x".formatted(prefix, got));
        }
    }

    /** Returns the slips that say what is asked for. */
    public List<String> slipsWith(String words) {
        List<String> found = new ArrayList<>(slips);
        found.removeIf(slip -> !slip.contains(words));
        return found;
    }
}
