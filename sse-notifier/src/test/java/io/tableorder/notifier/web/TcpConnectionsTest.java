package io.tableorder.notifier.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpConnectionsTest {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    private Path directory;

    @Test
    void names_the_clients_that_have_not_answered_what_was_sent_again_or_probed() throws Exception {
        Assumptions.assumeTrue(
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "The rows are a little-endian machine's");
        Path four = Files.writeString(
                directory.resolve("tcp"),
                HEAD
                        + row("0100007F:1F92", "0100007F:C350", "01", "00000008", "00000003", 0)
                        + row("0100007F:1F92", "0100007F:C351", "01", "00000000", "00000000", 0)
                        + row("0100007F:1F92", "0200000A:C352", "01", "00000008", "00000000", 2)
                        + row("0100007F:1F92", "0100007F:C353", "04", "00000008", "00000003", 0)
                        + row("00000000:1F92", "00000000:0000", "0A", "00000000", "00000000", 0));
        Path six = Files.writeString(
                directory.resolve("tcp6"),
                HEAD
                        + row(
                                "0000000000000000FFFF00000100007F:1F92",
                                "0000000000000000FFFF00000100007F:C354",
                                "01",
                                "00000008",
                                "00000001",
                                0)
                        + row(
                                "00000000000000000000000001000000:1F92",
                                "00000000000000000000000001000000:C355",
                                "01",
                                "00000008",
                                "00000001",
                                0));

        assertThat(new TcpConnections(List.of(four, six)).unanswered())
                .containsExactlyInAnyOrder(
                        new InetSocketAddress("127.0.0.1", 0xC350),
                        new InetSocketAddress("10.0.0.2", 0xC352),
                        new InetSocketAddress("127.0.0.1", 0xC354),
                        new InetSocketAddress("::1", 0xC355));
    }

    @Test
    void knows_nobody_where_there_are_no_tables() {
        assertThat(new TcpConnections(List.of()).unanswered()).isEmpty();
    }

    private static String row(
            String local, String remote, String state, String unacknowledged, String sentAgain, int probes) {
        return "   1: %s %s %s %s:00000000 01:00000014 %s     0        %d 12345 2 0000000000000000 20 4 30 10 -1\n"
                .formatted(local, remote, state, unacknowledged, sentAgain, probes);
    }
}
