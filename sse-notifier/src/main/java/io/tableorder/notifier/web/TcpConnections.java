package io.tableorder.notifier.web;

import io.tableorder.notifier.stream.SilentPeers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from Linux's tables of TCP connections who acknowledges nothing. A client that vanishes without a word, its Wi-Fi
 * off or its address forgotten by a router, keeps its connection for as long as TCP sends again, about 15 minutes. Java
 * has no option for that time ({@code TCP_USER_TIMEOUT}), and keep-alive probes are not sent while data is on its way,
 * which a ping is. The kernel counts the attempts that nobody has answered, and sets the count back with each answer.
 * Reading the tables takes some 20 ms for 10,000 connections.
 */
final class TcpConnections implements SilentPeers {

    private static final Logger log = LoggerFactory.getLogger(TcpConnections.class);

    private static final String ESTABLISHED = "01";

    /**
     * These are the columns of a row, of which the kernel documents the first seventeen in {@code proc_net_tcp.txt}.
     */
    private static final int REMOTE = 2;

    private static final int STATE = 3;
    private static final int SENT_AGAIN = 6;
    private static final int PROBES_UNANSWERED = 8;

    private final List<Path> tables;

    /** @param tables none where the operating system has none: vanished clients then keep their places as TCP has it */
    TcpConnections(List<Path> tables) {
        this.tables = List.copyOf(tables);
    }

    static TcpConnections ofThisProcess() {
        List<Path> tables = Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .map(Path::of)
                .filter(Files::isReadable)
                .toList();
        if (tables.isEmpty()) {
            log.info("There are no tables of TCP connections here: a screen that vanishes keeps its place for minutes");
        }
        return new TcpConnections(tables);
    }

    @Override
    public Set<InetSocketAddress> unanswered() {
        Set<InetSocketAddress> peers = new HashSet<>();
        for (Path table : tables) {
            try (Stream<String> rows = Files.lines(table)) {
                rows.skip(1)
                        .map(row -> row.strip().split("\\s+"))
                        .filter(TcpConnections::isUnanswered)
                        .forEach(columns -> peers.add(address(columns[REMOTE])));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return peers;
    }

    private static boolean isUnanswered(String[] columns) {
        return columns.length > PROBES_UNANSWERED
                && columns[STATE].equals(ESTABLISHED)
                && (HexFormat.fromHexDigits(columns[SENT_AGAIN]) > 0
                        || Integer.parseInt(columns[PROBES_UNANSWERED]) > 0);
    }

    /** Reads an address, which is written as the machine's own 32-bit numbers, and a port, a plain number. */
    private static InetSocketAddress address(String text) {
        int colon = text.indexOf(':');
        byte[] words = HexFormat.of().parseHex(text, 0, colon);
        ByteBuffer from = ByteBuffer.wrap(words);
        ByteBuffer to = ByteBuffer.allocate(words.length).order(ByteOrder.nativeOrder());
        while (from.hasRemaining()) {
            to.putInt(from.getInt());
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(to.array()), HexFormat.fromHexDigits(text, colon + 1, text.length()));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "An address has 8 or 32 hexadecimal digits, got '%s'".formatted(text), e);
        }
    }
}
