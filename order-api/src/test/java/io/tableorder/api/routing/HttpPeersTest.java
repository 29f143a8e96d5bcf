package io.tableorder.api.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.TestCommands;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.event.Ids;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.operability.tracing.Traces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpPeersTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final RunningApi api = RunningApi.shared();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpPeers peers = peers(RunningApi.SECRET_KEY);
    private final String storeId = "peer-" + Ids.next();

    private HttpPeers peers(String secretKey) {
        InstanceSignature signature =
                new InstanceSignature(new SecuritySettings(secretKey, Duration.ofHours(1), List.of()), api.clock());
        return new HttpPeers(new ForwardCodec(), signature, new RoutingMetrics(meters), Traces.off());
    }

    @AfterEach
    void close() {
        peers.close();
    }

    private ForwardedCommand openStore(boolean tried, Duration patience) {
        return new ForwardedCommand(TestCommands.setUp(storeId).getFirst(), tried, patience);
    }

    private void assertUnavailable(Reason reason, CompletableFuture<CommandOutcome> answer) {
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WriterUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private double forwards(String outcome) {
        return meters.get("tableorder.commands.forwarded")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Test
    void the_owners_outcome_comes_back() {
        Done first =
                (Done) peers.forward(api.internalUrl(), openStore(false, LONG)).join();
        assertThat(first.replayed()).isFalse();
        assertThat(peers.forward(api.internalUrl(), openStore(false, LONG)).join())
                .isEqualTo(new Done(first.receipt(), true));
        assertThat(peers.forward(api.internalUrl(), openStore(true, LONG)).join())
                .as("a second try of a command gets its first answer")
                .isEqualTo(new Done(first.receipt(), false));
        assertThat(forwards("done")).isEqualTo(3);
        assertThat(meters.get("tableorder.commands.forward").timer().count()).isEqualTo(3);
    }

    @Test
    void nobody_at_the_address_means_it_was_not_tried() {
        assertUnavailable(Reason.NOT_OWNED, peers.forward(url(LoopbackPort.free()), openStore(false, LONG)));
        assertThat(forwards("failed")).isEqualTo(1);
    }

    @Test
    void an_instance_that_dies_with_the_command_leaves_its_fate_unknown() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket dying = server.accept()) {
                    dying.getInputStream().read();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertUnavailable(Reason.TIMED_OUT, peers.forward(url(server.getLocalPort()), openStore(false, LONG)));
        }
    }

    @Test
    void an_instance_that_does_not_answer_leaves_its_fate_unknown() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertUnavailable(
                    Reason.TIMED_OUT,
                    peers.forward(url(silent.getLocalPort()), openStore(false, Duration.ofMillis(100))));
        }
    }

    @Test
    void an_instance_with_another_key_has_not_tried_it() {
        try (HttpPeers stranger = peers("some-other-key-of-more-than-32-bytes")) {
            assertUnavailable(Reason.NOT_OWNED, stranger.forward(api.internalUrl(), openStore(false, LONG)));
        }
    }

    @Test
    void what_an_owner_answers_instead_of_an_outcome_is_told_apart() throws IOException {
        assertUnavailable(Reason.VERSION_SKEW, answered(400, "{}"));
        assertUnavailable(Reason.VERSION_SKEW, answered(200, "{\"format\":2}"));
        assertUnavailable(Reason.NOT_OWNED, answered(200, "{\"format\":1,\"unavailable\":\"NOT_OWNED\"}"));
        assertUnavailable(Reason.QUEUE_FULL, answered(200, "{\"format\":1,\"unavailable\":\"QUEUE_FULL\"}"));
        assertUnavailable(Reason.TIMED_OUT, answered(503, "{}"));
        assertThat(forwards("not_owned")).isEqualTo(1);
        assertThat(forwards("failed")).isEqualTo(4);
        CompletableFuture<CommandOutcome> fault = answered(500, "{}");
        assertThatThrownBy(fault::join).hasCauseInstanceOf(IllegalStateException.class);
    }

    private CompletableFuture<CommandOutcome> answered(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        try {
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status, body.length());
                exchange.getResponseBody().write(body.getBytes(UTF_8));
                exchange.close();
            });
            server.start();
            CompletableFuture<CommandOutcome> answer =
                    peers.forward(url(server.getAddress().getPort()), openStore(false, LONG));
            answer.exceptionally(_ -> null).join();
            return answer;
        } finally {
            server.stop(0);
        }
    }
}
