package io.tableorder.standalone.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Guests sit down at table 3 of the first store, order twice, change their mind once, call for water, eat and leave. */
public final class TableVisit {
    private static final String STORE = "hanok-gangnam";
    private static final int TABLE = 3;
    private static final Duration SEEN_LIMIT = Duration.ofSeconds(10);

    private final URI apiAddress;
    private final URI notifierAddress;

    public TableVisit(URI apiAddress, URI notifierAddress) {
        this.apiAddress = apiAddress;
        this.notifierAddress = notifierAddress;
    }

    /** Says step by step what each side sees, and when. */
    public void run(PrintStream out) throws IOException, InterruptedException {
        Api api = Api.at(apiAddress);
        Api tablet = api.loginTable(STORE, TABLE);
        Api staff = api.loginStoreAdmin(STORE);
        out.println("태블릿 tablet = " + STORE + " table " + TABLE + "; 화면 screen = its admin, on the live stream");
        try (var screen = EventStream.open(notifierAddress, staff.token())) {
            var board = screen.await("initial", event -> event.name().equals("initial"), SEEN_LIMIT);
            out.println("screen   sees the board at position " + board.id());
            new Visit(tablet, staff, screen, out).run();
        }
    }

    /** A visit has everybody logged in and the screen connected. */
    private record Visit(Api tablet, Api staff, EventStream screen, PrintStream out) {

        private void run() throws IOException, InterruptedException {
            List<JsonNode> menu = menu();
            JsonNode meal = order(List.of(menu.get(0), menu.get(1)));
            JsonNode drink = order(List.of(menu.get(menu.size() - 1)));
            cancel(drink);
            advance(meal, "PREPARING");
            callForWater();
            String position = completeLineByLine(meal);
            bill(position);
            endSession(meal);
        }

        private List<JsonNode> menu() throws IOException, InterruptedException {
            Api.Answer answer = tablet.get("/customer/menus").expect(200);
            List<JsonNode> items = new ArrayList<>();
            for (JsonNode category : answer.json().get("categories")) {
                category.get("menus").forEach(items::add);
            }
            say("tablet", "shows the menu: " + items.size() + " items", answer);
            return items;
        }

        private JsonNode order(List<JsonNode> items) throws IOException, InterruptedException {
            List<Map<String, Object>> lines = items.stream()
                    .map(item -> Map.<String, Object>of(
                            "menu_id", item.get("menu_id").asString(), "quantity", 2))
                    .toList();
            Api.Answer answer = tablet.post("/customer/orders", Map.of("items", lines), key())
                    .expect(201);
            JsonNode order = answer.json();
            say("tablet", "orders " + describe(order) + " -> PENDING", answer);
            seen(answer, "order_created", "order_id", order.get("order_id").asString());
            return order;
        }

        private void cancel(JsonNode order) throws IOException, InterruptedException {
            String id = order.get("order_id").asString();
            Api.Answer answer = tablet.post("/customer/orders/" + id + "/cancel", Map.of(), key())
                    .expect(200);
            say("tablet", "cancels #" + order.get("order_number").asInt(), answer);
            seen(answer, "order_deleted", "order_id", id);
        }

        private void callForWater() throws IOException, InterruptedException {
            Api.Answer call = tablet.post("/customer/calls", Map.of("kind", "water"), key())
                    .expect(201);
            String id = call.json().get("call_id").asString();
            say("tablet", "calls for water", call);
            seen(call, "call_made", "call_id", id);
            Api.Answer answer = staff.post("/admin/calls/" + id + "/answer", Map.of(), key())
                    .expect(200);
            say("admin", "goes to table " + answer.json().get("table_number").asInt(), answer);
            seen(answer, "call_ended", "call_id", id);
        }

        private String advance(JsonNode order, String status) throws IOException, InterruptedException {
            String id = order.get("order_id").asString();
            Api.Answer answer = staff.write("PATCH", "/admin/orders/" + id + "/status", Map.of("status", status), key())
                    .expect(200);
            say("admin", "moves #" + order.get("order_number").asInt() + " to " + status, answer);
            seen(answer, "order_updated", "order_id", id);
            String position = answer.position();
            return position == null ? "" : position;
        }

        /** The grill completes its line, and with the last one the order is completed. */
        private String completeLineByLine(JsonNode order) throws IOException, InterruptedException {
            String id = order.get("order_id").asString();
            String position = "";
            for (JsonNode item : order.get("items")) {
                String path =
                        "/admin/orders/" + id + "/items/" + item.get("item_id").asString();
                Api.Answer answer = staff.write("PATCH", path, Map.of("status", "COMPLETED"), key())
                        .expect(200);
                say(
                        "admin",
                        "completes " + item.get("menu_name").asString() + " -> "
                                + answer.json().get("status").asString(),
                        answer);
                seen(answer, "order_lines_completed", "order_id", id);
                position = answer.position() == null ? position : answer.position();
            }
            return position;
        }

        private void bill(String position) throws IOException, InterruptedException {
            Api.Answer answer = tablet.get("/customer/orders?after=" + position).expect(200);
            say(
                    "tablet",
                    "shows the bill: "
                            + won(answer.json().get("total_session_amount").asLong()),
                    answer);
        }

        private void endSession(JsonNode order) throws IOException, InterruptedException {
            String table = order.get("table_id").asString();
            Api.Answer answer = staff.post("/admin/tables/" + table + "/end-session", Map.of(), key())
                    .expect(200);
            say(
                    "admin",
                    "ends the session: "
                            + won(answer.json().get("total_session_amount").asLong()),
                    answer);
            seen(answer, "session_ended", "table_id", table);
        }

        private void say(String who, String what, Api.Answer answer) {
            out.printf("%-8s %s answered in %7.1f ms%n", who, padded(what, 60), answer.millis());
        }

        /** Counts from the press of the button, not from its answer. */
        private void seen(Api.Answer cause, String event, String field, String value) throws InterruptedException {
            var seen = screen.await(event, arrived -> arrived.isAbout(event, field, value), SEEN_LIMIT);
            out.printf(
                    "screen     %s visible in  %7.1f ms%n",
                    padded(event + " at " + seen.id(), 58), (seen.nanos() - cause.sentNanos()) / 1e6);
        }

        /** A terminal shows a Korean syllable as wide as two Latin letters. */
        private static String padded(String text, int columns) {
            long used = text.length()
                    + text.codePoints()
                            .filter(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.HANGUL)
                            .count();
            return text + " ".repeat((int) Math.max(0, columns - used));
        }

        private static String describe(JsonNode order) {
            String items = StreamSupport.stream(order.get("items").spliterator(), false)
                    .map(item -> item.get("menu_name").asString() + " x"
                            + item.get("quantity").asInt())
                    .collect(Collectors.joining(", "));
            return "#" + order.get("order_number").asInt() + " " + items + ", "
                    + won(order.get("total_amount").asLong());
        }

        private static String won(long amount) {
            return "₩%,d".formatted(amount);
        }

        private static String key() {
            return UUID.randomUUID().toString();
        }
    }
}
