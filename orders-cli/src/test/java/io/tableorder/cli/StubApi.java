package io.tableorder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Answers as order-api does to what a set-up asks, unless told otherwise, and remembers what it was asked. */
final class StubApi implements AutoCloseable {

    record Asked(String what, String authorization, JsonNode body) {}

    private record Told(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Told>> told = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    StubApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers the next such request so. */
    synchronized void next(String what, int status, String body) {
        told.computeIfAbsent(what, _ -> new ArrayDeque<>()).add(new Told(status, body));
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    synchronized List<String> whatWasAsked() {
        return asked.stream().map(Asked::what).toList();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String what = exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath().substring("/api/v1".length());
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(new Asked(what, authorization, Json.mapper().readTree(body.isEmpty() ? "{}" : body)));
            Deque<Told> waiting = told.getOrDefault(what, new ArrayDeque<>());
            Told answer = waiting.isEmpty() ? usual(what) : waiting.remove();
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Told usual(String what) {
        return switch (what) {
            case "POST /platform/login" -> new Told(200, "{\"access_token\":\"of-operator\"}");
            case "POST /admin/login" -> new Told(200, "{\"access_token\":\"of-admin\"}");
            case "POST /platform/setup-codes" -> new Told(201, "{\"setup_code\":\"K7TRWM4QX2HP\"}");
            case "GET /admin/categories" ->
                new Told(200, "{\"categories\":[{\"category_id\":\"c-1\",\"category_name\":\"식사\"}]}");
            case "POST /admin/categories" -> new Told(201, "{\"category_id\":\"c-2\"}");
            case "GET /admin/tables" ->
                new Told(
                        200,
                        "{\"tables\":[{\"table_id\":\"t-2\",\"table_number\":2},{\"table_id\":\"t-1\",\"table_number\":1}]}");
            case "POST /admin/tables" -> new Told(201, "{\"table_id\":\"t-1\",\"table_number\":1}");
            case "POST /admin/devices/pairing-codes" -> new Told(201, "{\"pairing_code\":\"ABCD2345\"}");
            default -> new Told(201, "{}");
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
