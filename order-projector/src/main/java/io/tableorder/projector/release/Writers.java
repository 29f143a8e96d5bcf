package io.tableorder.projector.release;

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
 * Asks the instances of order-api, as the consumer group of the writers names them: each takes what an operator has decided to
 * whichever of them writes the store's partition.
 */
public final class Writers {
    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

    /** A broker that needs longer than this is away. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** An instance waits 5 s for the store's writer, and has to answer still. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);

    private record Problem(String detail) {}

    /** A reply says what came of a question. */
    public sealed interface Reply {

        /** An instance did what it was asked for, and answers with this. */
        record Done(byte[] body) implements Reply {}

        /** The store's writer refuses it. */
        record Refused(String detail) implements Reply {}

        /** Nothing is known to have happened. The same again does no harm. */
        record Unavailable(String detail) implements Reply {}
    }

    private final Supplier<Admin> admin;
    private final InstanceSignature signature;

    /**
     * Makes a way to the instances that sign and know signatures by one key.
     *
     * @param admin is not closed here
     */
    public Writers(Supplier<Admin> admin, InstanceSignature signature) {
        this.admin = admin;
        this.signature = signature;
    }

    /** Asks one instance after the other until one answers. */
    public Reply ask(String path, Object question) {
        byte[] body = Json.mapper().writeValueAsBytes(question);
        Reply reply = new Reply.Unavailable("No instance of order-api is a member of " + Topics.WRITERS_GROUP);
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build()) {
            for (URI writer : writers()) {
                reply = ask(http, writer, path, body);
                if (!(reply instanceof Reply.Unavailable)) {
                    return reply;
                }
            }
            return reply;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return new Reply.Unavailable("Kafka does not say who writes: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unavailable("Interrupted");
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

    private Reply ask(HttpClient http, URI writer, String path, byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(writer.resolve(path))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .header(InstanceSignature.HEADER, signature.sign("POST", path, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return reply(writer, http.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            LOG.warn("{} did not answer to a decision: {}", writer, e.toString());
            return new Reply.Unavailable(writer + " does not answer");
        }
    }

    private static Reply reply(URI writer, HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> new Reply.Done(response.body());
            case 409 ->
                new Reply.Refused(
                        Json.mapper().readValue(response.body(), Problem.class).detail());
            case 404 ->
                new Reply.Unavailable(
                        writer + " does not take it: SECRET_KEY differs, clocks by over 30 s, the store is not known,"
                                + " or ADVERTISED_URL does not lead to its INTERNAL_PORT");
            default -> new Reply.Unavailable("%s answered %d".formatted(writer, response.statusCode()));
        };
    }
}
