package io.tableorder.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final int WAIT_MS = 10_000;
    private static final int LONG_ENOUGH_TO_ARRIVE_MS = 200;

    private final ServerSocket echo = new ServerSocket();
    private TcpProxy proxy;

    TcpProxyTest() throws IOException {}

    @BeforeEach
    void open() throws IOException {
        echo.bind(LoopbackPort.address(LoopbackPort.ANY));
        Thread.startVirtualThread(this::serve);
        proxy = TcpProxy.open(LoopbackPort.free(), echo.getLocalPort());
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.startVirtualThread(() -> answer(client));
            } catch (IOException closed) {
                // The loop ends.
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            // So is the answer.
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void what_goes_in_comes_out_and_an_end_is_an_end() throws IOException {
        try (Socket client = connect()) {
            assertThat(say(client, "hello")).isEqualTo("hello");
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cut_it_resets_what_is_open_and_refuses_what_is_new_until_it_is_restored() throws IOException {
        try (Socket open = connect()) {
            say(open, "hello");

            proxy.cut();

            assertThatThrownBy(() -> open.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThatThrownBy(this::connect).hasMessageContaining("refused");
        }
        proxy.restore();
        try (Socket next = connect()) {
            assertThat(say(next, "again")).isEqualTo("again");
        }
    }

    @Test
    void stalled_it_takes_everything_delivers_nothing_and_loses_nothing() throws IOException {
        try (Socket open = connect()) {
            say(open, "hello");

            proxy.stall();

            try (Socket next = connect()) {
                send(open, "one");
                send(next, "two");
                assertNothingArrives(open);
                assertNothingArrives(next);
                proxy.restore();
                assertThat(hear(open, 3)).isEqualTo("one");
                assertThat(hear(next, 3)).isEqualTo("two");
            }
        }
    }

    private static void assertNothingArrives(Socket client) throws IOException {
        client.setSoTimeout(LONG_ENOUGH_TO_ARRIVE_MS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(WAIT_MS);
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.setSoTimeout(WAIT_MS);
        client.connect(LoopbackPort.address(proxy.port()), WAIT_MS);
        return client;
    }

    private static String say(Socket client, String words) throws IOException {
        send(client, words);
        return hear(client, words.length());
    }

    private static void send(Socket client, String words) throws IOException {
        client.getOutputStream().write(words.getBytes(UTF_8));
    }

    private static String hear(Socket client, int length) throws IOException {
        return new String(client.getInputStream().readNBytes(length), UTF_8);
    }
}
