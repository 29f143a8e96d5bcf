package io.tableorder.operability.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Role;
import io.tableorder.operability.TinyService;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.ServerSettings;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with an internal port has two doors, and each leads to its own rooms. */
@SpringBootTest(
        classes = {TinyService.class, InternalPortTest.WithInternalPaths.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"SECRET_KEY=" + TinyService.SECRET_KEY, "CORS_ORIGINS=https://admin.example.com"})
class InternalPortTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestConfiguration
    static class WithInternalPaths {

        @Bean
        InternalPort internalPort(ServerSettings server) {
            return new InternalPort(server.internal());
        }

        /** As tight as those of the internal port will be when an eighth is left of them. */
        @Bean
        ConnectionLimits connectionLimits() {
            Duration second = Duration.ofSeconds(1);
            return new ConnectionLimits(1_000, 80, second, second, second, 1_024, 4_096);
        }

        @Bean
        AccessPolicy internalAccess() {
            return rules -> rules.open(HttpMethod.POST, "/internal/commands");
        }

        @RestController
        static class Commands {
            @PostMapping("/internal/commands")
            String decide() {
                return "decided";
            }
        }
    }

    @LocalServerPort
    private int publicPort;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private TokenIssuer tokens;

    private int internalPort;

    @BeforeEach
    void findInternalPort() {
        internalPort = InternalPorts.of(service);
    }

    private static HttpResponse<String> send(int port, String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** But for what differs between any two requests. */
    private static String comparable(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.body().replaceAll("\"request_id\":\"[^\"]+\"", "") + " "
                + answer.headers().map().entrySet().stream()
                        .filter(header -> !header.getKey().matches("(?i)date|x-request-id"))
                        .toList();
    }

    @Test
    void a_command_is_taken_on_the_internal_port() throws Exception {
        assertThat(send(internalPort, "POST", "/internal/commands").body()).isEqualTo("decided");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /internal/commands",
        "GET, /internal/commands",
        "POST, /internal/%63ommands",
        "POST, /%69nternal/commands",
        "POST, /internal/commands?x=1",
        "POST, /internal/nothing",
        "POST, /internal/",
        "POST, /internal"
    })
    void on_the_public_port_it_looks_like_any_path_that_does_not_exist(String method, String path) throws Exception {
        String token = "Bearer "
                + tokens.issue("someone", Role.STAFF, "hanok", "gangnam", null).value();
        HttpResponse<String> unknown = send(publicPort, method, "/nowhere", "Authorization", token);
        assertThat(unknown.statusCode()).isEqualTo(404);

        assertThat(comparable(send(publicPort, method, path))).isEqualTo(comparable(unknown));
        assertThat(comparable(send(publicPort, method, path, "Authorization", token)))
                .isEqualTo(comparable(unknown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//internal/commands", "/internal;x/commands", "/noop/../internal/commands"})
    void a_path_that_is_written_strangely_does_not_get_past(String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", publicPort)) {
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                    + "Content-Length: 0\r\n\r\n")
                            .getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .matches("(?s)HTTP/1.1 40[04] .*")
                    .doesNotContain("decided");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/noop", "/health", "/health/ready", "/metrics", "/internals", "/Internal/commands", "/"})
    void nothing_else_is_on_the_internal_port(String path) throws Exception {
        HttpResponse<String> answer = send(internalPort, "GET", path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("NOT_FOUND");
    }

    @Test
    void a_path_beside_the_internal_ones_is_served_as_ever() throws Exception {
        assertThat(send(publicPort, "GET", "/noop").statusCode()).isEqualTo(200);
        assertThat(send(publicPort, "GET", "/internals").statusCode()).isEqualTo(401);
    }

    @Test
    void others_are_answered_there_while_more_heads_are_unfinished_than_may_be() throws Exception {
        Socket[] unfinished = new Socket[3 * 80];
        for (int one = 0; one < unfinished.length; one++) {
            unfinished[one] = new Socket("127.0.0.1", internalPort);
            unfinished[one].getOutputStream().write("POST /internal/commands HTTP/1.1\r\nX-A: b".getBytes(ISO_8859_1));
        }
        try {
            assertThat(send(internalPort, "POST", "/internal/commands").statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : unfinished) {
                socket.close();
            }
        }
    }
}
