package io.tableorder.projector.release;

import io.tableorder.event.Position;
import io.tableorder.hold.SkipRequest;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.wire.Json;
import io.tableorder.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the instances of order-api, as the consumer group of the writers names them: each takes a decision to whichever of them
 * writes the store's partition.
 */
public final class HttpWritePath implements WritePath {
    private static final Logger LOG = LoggerFactory.getLogger(HttpWritePath.class);

    /** A broker that needs longer than this is away. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** An instance waits 5 s for the store's writer, and has to answer still. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);

    private record Problem(String detail) {}

    private final Supplier<Admin> admin;
    private final InstanceSignature signature;

    /**
     * Makes a way to the instances that sign and know signatures by one key.
     *
     * @param admin is not closed here
     */
    public HttpWritePath(Supplier<Admin> admin, InstanceSignature signature) {
        this.admin = admin;
        this.signature = signature;
    }

    @Override
    public Answer skip(SkipRequest skip) {
        byte[] body = Json.mapper().writeValueAsBytes(skip);
        Answer answer = new Answer.Unavailable("No instance of order-api is a member of " + Topics.WRITERS_GROUP);
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build()) {
            for (URI writer : writers()) {
                answer = ask(http, writer, body);
                if (!(answer instanceof Answer.Unavailable)) {
                    return answer;
                }
            }
            return answer;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return new Answer.Unavailable("Kafka does not say who writes: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("Interrupted");
        }
    }

    private List<URI> writers() throws ExecutionException, InterruptedException, TimeoutException {
        return admin
                .get()
                .describeConsumerGroups(List.of(Topics.WRITERS_GROUP))
                .all()
                .get(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .flatMap(group -> group.members().stream())
                .map(MemberDescription::clientId)
                .filter(id -> id.startsWith("http://") || id.startsWith("https://"))
                .distinct()
                .map(URI::create)
                .toList();
    }

    private Answer ask(HttpClient http, URI writer, byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(writer.resolve(SkipRequest.PATH))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .header(InstanceSignature.HEADER, signature.sign("POST", SkipRequest.PATH, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return answer(writer, http.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            LOG.warn("{} did not answer to a decision: {}", writer, e.toString());
            return new Answer.Unavailable(writer + " does not answer");
        }
    }

    private static Answer answer(URI writer, HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 ->
                new Answer.Decided(Position.parse(Json.mapper()
                        .readValue(response.body(), SkipRequest.Decided.class)
                        .position()));
            case 409 ->
                new Answer.Refused(
                        Json.mapper().readValue(response.body(), Problem.class).detail());
            case 404 ->
                new Answer.Unavailable(writer
                        + " does not take it: SECRET_KEY differs, clocks by over 30 s, or the store is not known");
            default -> new Answer.Unavailable("%s answered %d".formatted(writer, response.statusCode()));
        };
    }
}
