package io.tableorder.operability.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.Role;
import io.tableorder.operability.TinyService;
import io.tableorder.operability.security.TokenIssuer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** What strangers send to find a weakness. None of it is our failure, so none of it is a 5xx or an ERROR line. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = {TinyService.class, StrangeRequestsTest.TightLimits.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"SECRET_KEY=" + TinyService.SECRET_KEY, "CORS_ORIGINS=https://admin.example.com"})
class StrangeRequestsTest {

    private static final int MAXIMUM_UNFINISHED = 20;

    @TestConfiguration
    static class TightLimits {
        @Bean
        ConnectionLimits connectionLimits() {
            Duration second = Duration.ofSeconds(1);
            return new ConnectionLimits(1_000, MAXIMUM_UNFINISHED, second, second, second, 1_024, 4_096);
        }
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private TokenIssuer tokens;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "GET /noop?x=%FF HTTP/1.1, 200",
                "GET /noop?x=%ZZ HTTP/1.1, 200",
                "GET /board?store_id=%FF HTTP/1.1, 401",
                "CONNECT x:1 HTTP/1.1, 400",
                "GET /noop HTTP/3.7, 400",
                "PROPFIND /noop HTTP/1.1, 4",
                "GET /noop?a=[^_^]|{} HTTP/1.1, 400",
                "GET /\\x HTTP/1.1, 400",
            })
    void a_strange_request_line_is_the_callers_mistake(String line, String status, CapturedOutput output)
            throws Exception {
        assertAnswered(ask(line + "\r\nHost: x\r\nConnection: close\r\n\r\n"), status, output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%ZZ", "%C3%28", "%ED%A0%80", "%"})
    void a_parameter_that_is_no_UTF_8_is_the_callers_mistake(String value, CapturedOutput output) throws Exception {
        String token =
                tokens.issue("s-1", Role.CHAIN_ADMIN, "hanok", null, null).value();
        String answer = ask("GET /board?store_id=" + value + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nConnection: close\r\n\r\n");

        assertAnswered(answer, "400", output);
        assertThat(answer).contains("VALIDATION_ERROR");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Origin: http://a:b, 400",
                "Origin: http://a:99999, 400",
                "Origin: %, 400",
                "Origin: null, 403",
                "Origin: https://admin.example.com, 200",
                "Transfer-Encoding: xchunked, 400",
                "Expect: the-unexpected, 417",
                "(request): test, 400",
                "Content-Length: x, 400",
                "Content-Length: -1, 400",
            })
    void a_strange_header_is_the_callers_mistake(String header, String status, CapturedOutput output) throws Exception {
        assertAnswered(
                ask("GET /noop HTTP/1.1\r\nHost: x\r\n" + header + "\r\nConnection: close\r\n\r\n"), status, output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "null", "a/b/c", ";;;", "application/json;q=0"})
    void a_probe_is_answered_whatever_it_accepts(String accepted) throws Exception {
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            assertThat(ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept: " + accepted
                            + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cache-Control", "X-Requested-With", "tracestate", "Pragma"})
    void a_page_may_send_what_libraries_add(String header) throws Exception {
        String answer = ask("OPTIONS /noop HTTP/1.1\r\nHost: x\r\nOrigin: https://admin.example.com\r\n"
                + "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: " + header
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("Access-Control-Allow-Headers: " + header);
    }

    @Test
    void who_may_not_ask_is_told_before_sending_a_body() throws Exception {
        assertThat(ask("POST /orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 50\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ");
        String token =
                tokens.issue("t-1", Role.TABLE, "hanok", "gangnam", "t-1").value();
        assertThat(ask("POST /orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                        + "\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT x:1 HTTP/1.1", "GET /noop HTTP/3.7", "GET /\\x HTTP/1.1"})
    void the_management_port_tells_nothing_of_its_server_either(String line) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", managementPort)) {
            socket.getOutputStream().write((line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
            socket.setSoTimeout(5_000);
            assertThat(readAvailable(socket)).startsWith("HTTP/1.1 400 ").doesNotContain("<html", "Tomcat");
        }
    }

    @Test
    void a_head_that_never_ends_is_ended() throws Exception {
        try (Socket slow = connect("GET /noop HTTP/1.1\r\nX-Endless: ")) {
            assertThat(isClosedWhileSending(slow)).isTrue();
        }
    }

    @Test
    void a_body_that_comes_a_byte_at_a_time_is_refused() throws Exception {
        String token =
                tokens.issue("t-1", Role.TABLE, "hanok", "gangnam", "t-1").value();
        try (Socket slow = connect("POST /orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n")) {
            assertThat(isClosedWhileSending(slow)).isTrue();
        }
    }

    @Test
    void a_refused_request_does_not_go_on_with_its_body_for_ever() throws Exception {
        try (Socket slow = connect("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n")) {
            assertThat(isClosedWhileSending(slow)).isTrue();
        }
    }

    @Test
    void a_refused_request_whose_body_came_leaves_its_connection_to_the_next() throws Exception {
        String next = "GET /noop HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertThat(ask("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n" + "x".repeat(50) + next))
                .startsWith("HTTP/1.1 401 ")
                .contains("HTTP/1.1 200 ");
    }

    @Test
    void others_are_answered_while_many_requests_are_unfinished() throws Exception {
        List<Socket> unfinished = new ArrayList<>();
        try {
            for (int one = 0; one < 10 * MAXIMUM_UNFINISHED; one++) {
                unfinished.add(connect("GET /noop HTTP/1.1\r\nX-A: b"));
                if (one % MAXIMUM_UNFINISHED == 0) {
                    assertThat(ask("GET /noop HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                            .startsWith("HTTP/1.1 200 ");
                }
            }
        } finally {
            for (Socket socket : unfinished) {
                socket.close();
            }
        }
    }

    @Test
    void a_body_that_is_still_to_come_is_refused_while_too_many_are_waited_for_and_an_order_in_one_packet_is_taken()
            throws Exception {
        String token =
                tokens.issue("t-1", Role.TABLE, "hanok", "gangnam", "t-1").value();
        String head = "POST /orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
        String order = "{\"items\":[{\"menu_id\":\"m-1\",\"quantity\":1}]}";
        List<Socket> unfinished = new ArrayList<>();
        try {
            await().untilAsserted(() -> {
                for (int one = 0; one < MAXIMUM_UNFINISHED; one++) {
                    unfinished.add(connect(head + "500\r\n\r\n"));
                }
                assertThat(ask(head + "500\r\n\r\n"))
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Retry-After: 1");
            });
            assertThat(ask(head + order.length() + "\r\n\r\n" + order)).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket socket : unfinished) {
                socket.close();
            }
        }
    }

    private static void assertAnswered(String answer, String status, CapturedOutput output) {
        assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain("Tomcat", "java.", "<html");
        assertThat(output.getAll()).doesNotContain("\"level\":\"ERROR\"", "Unhandled exception");
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect(request)) {
            socket.setSoTimeout(5_000);
            return readAvailable(socket);
        }
    }

    /** To the end of the connection, or what came within the socket's timeout. */
    private static String readAvailable(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4_096];
        try {
            int read;
            while ((read = socket.getInputStream().read(buffer)) >= 0) {
                answer.append(new String(buffer, 0, read, ISO_8859_1));
            }
        } catch (SocketTimeoutException enough) {
            return answer.toString();
        }
        return answer.toString();
    }

    private Socket connect(String request) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return socket;
    }

    /** Sends a byte every 50 ms, for longer than any deadline here. */
    private static boolean isClosedWhileSending(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        for (int sent = 0; sent < 200; sent++) {
            try {
                socket.getOutputStream().write('x');
                while (socket.getInputStream().read() >= 0) {
                    // The refusal, before the end of the connection.
                }
                return true;
            } catch (SocketTimeoutException stillOpen) {
                // Goes on.
            } catch (IOException reset) {
                return true;
            }
        }
        return false;
    }
}
