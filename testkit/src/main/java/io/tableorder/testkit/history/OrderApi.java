package io.tableorder.testkit.history;

import io.tableorder.event.Position;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Commands as HTTP requests, and answers as outcomes. */
final class OrderApi implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

    /** The platform's own deadline is 5 s, and a command may be handed on once. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

    /** @param retryAfter what the answer asked for */
    record Reply(Outcome outcome, Optional<Duration> retryAfter) {}

    private record Request(
            String method, String path, @Nullable Object body) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    /** @throws IllegalStateException if the answer is not one that the contract knows */
    Reply send(URI instance, String token, String key, Command command) {
        Request request = requestOf(command);
        HttpRequest.Builder builder = HttpRequest.newBuilder(instance.resolve("/api/v1" + request.path()))
                .timeout(ANSWER_LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .method(
                        request.method(),
                        request.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(Json.mapper().writeValueAsString(request.body())));
        command.ifMatch().ifPresent(version -> builder.header("If-Match", "\"" + version + "\""));
        try {
            HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString());
            return new Reply(
                    outcomeOf(command, response),
                    response.headers()
                            .firstValue("Retry-After")
                            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
        } catch (IOException e) {
            return new Reply(new Outcome.Unknown(e.toString()), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(new Outcome.Unknown("given up"), Optional.empty());
        }
    }

    private static Request requestOf(Command command) {
        return switch (command) {
            case Command.PlaceOrder place ->
                new Request(
                        "POST",
                        "/customer/orders",
                        Map.of(
                                "items",
                                place.lines().stream().map(OrderApi::bodyOf).toList()));
            case Command.ChangeStatus change ->
                new Request(
                        "PATCH", "/admin/orders/" + change.orderId() + "/status", Map.of("status", change.status()));
            case Command.CancelOrder cancel ->
                new Request("POST", "/customer/orders/" + cancel.orderId() + "/cancel", null);
            case Command.RemoveOrder remove ->
                new Request(
                        "DELETE",
                        "/admin/orders/" + remove.orderId(),
                        remove.reason() == null ? null : Map.of("reason", remove.reason()));
            case Command.ChangeLine change ->
                new Request(
                        "PATCH",
                        itemPath(change.orderId(), change.itemId()),
                        Map.of("status", change.completed() ? "COMPLETED" : "PREPARING"));
            case Command.RemoveItem remove ->
                new Request(
                        "DELETE",
                        itemPath(remove.orderId(), remove.itemId()),
                        remove.quantity() == null ? null : Map.of("quantity", remove.quantity()));
            case Command.EndSession end ->
                new Request(
                        "POST", "/admin/tables/" + end.tableId() + "/end-session", Map.of("unfinished", "complete"));
            case Command.MoveSession move ->
                new Request(
                        "POST", "/admin/tables/" + move.tableId() + "/move", Map.of("to_table_id", move.toTableId()));
            case Command.MergeSession merge ->
                new Request(
                        "POST",
                        "/admin/tables/" + merge.tableId() + "/merge",
                        Map.of("into_table_id", merge.intoTableId()));
            case Command.SetAvailability set ->
                new Request("PATCH", "/admin/menus/" + set.menuId(), Map.of("available", set.available()));
        };
    }

    private static String itemPath(String orderId, String itemId) {
        return "/admin/orders/" + orderId + "/items/" + itemId;
    }

    private static Map<String, Object> bodyOf(Command.Line line) {
        Map<String, Object> body = new HashMap<>();
        body.put("menu_id", line.menuId());
        body.put("quantity", line.quantity());
        if (line.note() != null) {
            body.put("note", line.note());
        }
        if (!line.options().isEmpty()) {
            body.put("options", line.options());
        }
        return body;
    }

    private static Outcome outcomeOf(Command command, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status >= 500) {
            return new Outcome.Unknown(status + " " + response.body());
        }
        try {
            JsonNode body = Json.mapper().readTree(response.body());
            if (status >= 400) {
                return new Outcome.Rejected(status, body.required("error_code").asString());
            }
            return new Outcome.Ok(
                    status,
                    Position.parse(response.headers().firstValue("X-Position").orElseThrow()),
                    response.headers().firstValue("Idempotency-Replayed").isPresent(),
                    Answer.read(command, body));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "%s was answered with something else than the contract says: %d %s"
                            .formatted(command, status, response.body()),
                    e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
