package io.tableorder.operability.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.TinyService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** Linux has all of 127.0.0.0/8 on the loopback interface, so a test can come from several addresses. */
@EnabledOnOs(OS.LINUX)
@SpringBootTest(
        classes = {TinyService.class, ConnectionsOfAnAddressTest.Limits.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"SECRET_KEY=" + TinyService.SECRET_KEY, "TRUSTED_PROXIES=127.0.0.9"})
class ConnectionsOfAnAddressTest {

    private static final int CONNECTIONS = 1_200;
    private static final String STRANGER = "127.0.0.2";

    @TestConfiguration
    static class Limits {
        @Bean
        ConnectionLimits connectionLimits() {
            Duration longer = Duration.ofSeconds(30);
            return new ConnectionLimits(CONNECTIONS, CONNECTIONS, longer, longer, longer, 1_024, 4_096);
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private ConnectionLimits limits;

    @Autowired
    private MeterRegistry meters;

    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port, InetAddress.ofLiteral(from), 0);
        open.add(socket);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private String ask(Socket socket) {
        try {
            // What is left of an answer before.
            socket.getInputStream().skipNBytes(socket.getInputStream().available());
            socket.getOutputStream().write("GET /noop HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
        } catch (SocketTimeoutException silent) {
            return "nothing";
        } catch (IOException closed) {
            return "";
        }
    }

    private String ask(String from) throws IOException {
        return ask(connect(from));
    }

    private double refused() {
        return meters.get("tableorder.http.connections.refused").counter().count();
    }

    @Test
    void a_stranger_who_holds_all_it_may_is_refused_and_others_are_answered() throws Exception {
        for (int one = 0; one < limits.maximumOfAddress(); one++) {
            assertThat(ask(STRANGER)).endsWith("200");
        }
        double before = refused();

        assertThat(ask(STRANGER)).isEmpty();
        assertThat(ask(STRANGER)).isEmpty();

        assertThat(refused()).isEqualTo(before + 2);
        assertThat(ask("127.0.0.3")).endsWith("200");
        assertThat(ask(open.getFirst()))
                .as("a connection that was let in stays")
                .endsWith("200");

        open.getFirst().close();
        await().untilAsserted(() -> assertThat(ask(STRANGER)).endsWith("200"));
    }

    @Test
    void a_proxy_and_this_machine_have_as_many_as_there_are() throws Exception {
        for (String from : List.of("127.0.0.9", "127.0.0.1")) {
            for (int one = 0; one < limits.maximumOfAddress() + 20; one++) {
                assertThat(ask(from)).endsWith("200");
            }
        }
    }

    @Test
    void places_come_back_however_a_connection_ends() throws Exception {
        for (int round = 0; round < 3; round++) {
            for (int one = 0; one < limits.maximumOfAddress(); one++) {
                Socket socket = connect(STRANGER);
                if (one % 3 == 0) {
                    socket.setSoLinger(true, 0);
                } else if (one % 3 == 1) {
                    socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(ISO_8859_1));
                }
            }
            await().untilAsserted(() -> {
                close();
                assertThat(ask(STRANGER)).endsWith("200");
            });
        }
        await().untilAsserted(() -> {
            close();
            for (int one = 0; one < limits.maximumOfAddress(); one++) {
                assertThat(ask(STRANGER)).endsWith("200");
            }
        });
    }
}
