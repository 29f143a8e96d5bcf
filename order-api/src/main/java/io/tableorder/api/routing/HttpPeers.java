package io.tableorder.api.routing;

import io.tableorder.api.routing.RoutingMetrics.Forward;
import io.tableorder.api.writer.CommandOutcome;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.api.writer.WriterUnavailableException.Reason;
import io.tableorder.operability.request.RequestContext;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.tracing.Traceparent;
import io.tableorder.operability.tracing.Traces;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Other instances over HTTP/1.1: each forward has a connection to itself while it lasts, kept open for the next. */
final class HttpPeers implements Peers, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpPeers.class);

    /** Instances are a millisecond apart; one that takes longer than this is gone, or its machine is. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

    /** The owner gives up this much earlier than whoever waits for it, so that its reason still arrives. */
    private static final Duration FOR_THE_ANSWER = Duration.ofMillis(50);

    private final ForwardCodec codec;
    private final InstanceSignature signature;
    private final RoutingMetrics metrics;
    private final Traces traces;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(threads)
            .build();

    HttpPeers(ForwardCodec codec, InstanceSignature signature, RoutingMetrics metrics, Traces traces) {
        this.codec = codec;
        this.signature = signature;
        this.metrics = metrics;
        this.traces = traces;
    }

    @Override
    public CompletableFuture<CommandOutcome> forward(URI owner, ForwardedCommand command) {
        Traces.Part part = traces.begin(Traces.Kind.CLIENT, "forward", Traceparent.current());
        HttpRequest request = request(owner, command, part.traceparent());
        long started = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, BodyHandlers.ofByteArray());
        CompletableFuture<CommandOutcome> answer = exchange.handle((response, failure) -> {
            Attempt attempt = new Attempt(owner, started);
            return response == null ? attempt.failed(failure) : attempt.answered(response);
        });
        var _ = answer.whenComplete((_, _) -> {
            part.close();
            if (answer.isCancelled()) {
                exchange.cancel(true);
            }
        });
        return answer;
    }

    private HttpRequest request(URI owner, ForwardedCommand command, String traceparent) {
        Duration patience = command.patience().minus(FOR_THE_ANSWER);
        byte[] body = codec.write(new ForwardedCommand(
                command.request(), command.tried(), patience.isPositive() ? patience : Duration.ZERO));
        HttpRequest.Builder request = HttpRequest.newBuilder(owner.resolve(ForwardController.PATH))
                .timeout(command.patience())
                .header("Content-Type", "application/json")
                .header(InstanceSignature.HEADER, signature.sign("POST", ForwardController.PATH, body))
                .POST(BodyPublishers.ofByteArray(body));
        String requestId = command.request().stamp().requestId();
        if (requestId != null) {
            request.header(RequestContext.REQUEST_ID_HEADER, requestId);
        }
        return request.header(Traceparent.HEADER, traceparent).build();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
        threads.close();
    }

    /** An attempt knows what became of one forward. */
    private final class Attempt {

        private final URI owner;
        private final long started;

        Attempt(URI owner, long started) {
            this.owner = owner;
            this.started = started;
        }

        CommandOutcome answered(HttpResponse<byte[]> response) {
            if (response.statusCode() != 200) {
                throw refused(response.statusCode());
            }
            try {
                CommandOutcome outcome = codec.readAnswer(response.body());
                count(Forward.DONE);
                return outcome;
            } catch (WriterUnavailableException e) {
                count(e.reason() == Reason.NOT_OWNED ? Forward.NOT_OWNED : Forward.FAILED);
                throw e;
            } catch (UnreadableForwardException e) {
                log.warn("The answer of {}: {}", owner, e.getMessage());
                throw failed(Reason.VERSION_SKEW);
            }
        }

        private RuntimeException refused(int status) {
            return switch (status) {
                case 400 -> {
                    log.warn("{} does not understand this instance's commands: it runs another version", owner);
                    yield failed(Reason.VERSION_SKEW);
                }
                case 404 -> {
                    log.warn(
                            "{} does not know this instance: SECRET_KEY differs, clocks by over 30 s, or its ADVERTISED_URL"
                                    + " does not lead to its INTERNAL_PORT",
                            owner);
                    yield failed(Reason.NOT_OWNED);
                }
                case 500 -> {
                    count(Forward.FAILED);
                    // As it would have been here: its own fault, which trying again does not mend.
                    yield new IllegalStateException("%s failed at the command; its log says why".formatted(owner));
                }
                default -> {
                    log.warn("{} answered {} to a command", owner, status);
                    yield failed(Reason.TIMED_OUT);
                }
            };
        }

        CommandOutcome failed(@Nullable Throwable failure) {
            log.debug("No answer from {}: {}", owner, String.valueOf(failure));
            throw failed(isUnsent(failure) ? Reason.NOT_OWNED : Reason.TIMED_OUT);
        }

        /** Recognises that there was no connection, so that nothing was sent. */
        private static boolean isUnsent(@Nullable Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                    return true;
                }
            }
            return false;
        }

        private WriterUnavailableException failed(Reason reason) {
            count(Forward.FAILED);
            return WriterUnavailableException.of(reason);
        }

        private void count(Forward forward) {
            metrics.forwarded(forward, System.nanoTime() - started);
        }
    }
}
