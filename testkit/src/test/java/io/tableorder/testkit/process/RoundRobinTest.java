package io.tableorder.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tableorder.embedded.LoopbackPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundRobinTest {

    private final List<HttpServer> servers = new ArrayList<>();
    private final AtomicInteger received = new AtomicInteger();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void each_request_goes_to_the_next_instance_that_takes_its_connection() throws Exception {
        RoundRobin balancer = new RoundRobin(List.of(saying("one"), nobody(), saying("three")));

        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(balancer.send(RoundRobinTest::order).body());
        }

        assertThat(answers).containsExactly("one", "three", "one", "three");
    }

    @Test
    void a_request_whose_answer_was_lost_is_not_sent_again() throws Exception {
        RoundRobin balancer = new RoundRobin(List.of(hangingUp(), hangingUp()));

        assertThatThrownBy(() -> balancer.send(RoundRobinTest::order))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ConnectException.class);

        assertThat(received).hasValue(1);
    }

    @Test
    void where_nobody_takes_a_connection_nothing_was_received() {
        RoundRobin balancer = new RoundRobin(List.of(nobody(), nobody()));

        assertThatThrownBy(() -> balancer.send(RoundRobinTest::order)).isInstanceOf(ConnectException.class);
    }

    private static HttpRequest order(URI instance) {
        return HttpRequest.newBuilder(instance.resolve("/orders"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
    }

    private URI saying(String word) throws IOException {
        return serving(exchange -> {
            exchange.sendResponseHeaders(200, word.length());
            exchange.getResponseBody().write(word.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
    }

    private URI hangingUp() throws IOException {
        return serving(exchange -> {
            received.incrementAndGet();
            exchange.close();
        });
    }

    private URI serving(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", LoopbackPort.ANY), 0);
        server.createContext("/", handler);
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static URI nobody() {
        return URI.create("http://127.0.0.1:" + LoopbackPort.free());
    }
}
