package io.tableorder.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import io.tableorder.systemtests.Client.Answer;
import io.tableorder.testkit.process.OrdersCommand;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.testkit.process.WholePlatform;
import io.tableorder.wire.Topics;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * What a party has written is shown while it is wanted, stands nowhere as it was written, and is gone for everybody once it is
 * erased, with every hash as it was (0093).
 */
class ErasureIT {

    private static final SeededStores STORES = new SeededStores(2, 3);
    private static final String STORE = SeededStores.storeId(0);
    private static final String TEXT = "peanut-allergy-of-kim";
    private static final String REASON = "park-called-for-them";
    private static final String OTHERS = "less-spicy-next-door";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final ProcessLogLines LOGS = new ProcessLogLines();

    @Test
    void a_partys_texts_are_gone_everywhere_and_every_hash_holds() throws Exception {
        try (WholePlatform platform = WholePlatform.start(STORES, LOGS::of)) {
            Client admin = Client.of(platform.orderApi(), Tokens.storeAdmin(0));
            Client table = Client.of(platform.orderApi(), Tokens.table(0, 0));
            Answer placed = order(table, TEXT);
            String order = placed.body().path("order_id").asString();
            String session = placed.body().path("session_id").asString();
            assertThat(noteOf(placed)).as("the answer").isEqualTo(TEXT);
            String cancelled = order(table, TEXT).body().path("order_id").asString();
            Answer cancellation = admin.send("DELETE", "/admin/orders/" + cancelled, Map.of("reason", REASON), null);
            assertThat(cancellation.status()).as("%s", cancellation).isEqualTo(200);
            Answer neighbours = order(Client.of(platform.orderApi(), Tokens.table(0, 1)), OTHERS);
            theTextsAreShown(platform, admin, order, cancelled);

            Answer left = admin.send(
                    "POST",
                    "/admin/tables/" + SeededStores.tableId(0, 0) + "/end-session",
                    Map.of("unfinished", "complete"),
                    null);
            assertThat(left.status()).as("%s", left).isEqualTo(200);
            OrdersCommand dryRun = erase(platform, "--session=" + session, "--dry-run");
            assertThat(dryRun.output()).contains("3 texts of 2 orders", "dry run");
            assertThat(noteOf(admin.get("/admin/orders/" + order))).isEqualTo(TEXT);

            OrdersCommand erased = erase(platform, "--order=" + order);
            assertThat(erased.exitCode()).as("%s", erased).isZero();
            assertThat(erased.output()).contains("Erased; the log says so at ");
            assertThat(erase(platform, "--session=" + session).output()).isEqualTo(erased.output());

            theTextsAreGone(platform, admin, order, cancelled, placed);
            String neighbour =
                    "/admin/orders/" + neighbours.body().path("order_id").asString();
            assertThat(noteOf(admin.get(neighbour))).isEqualTo(OTHERS);
            Rebuild.putsTheSameRowsInPlace(Client.of(platform.projector(), Tokens.of(Role.OPERATOR, "")));
            theTextsAreGone(platform, admin, order, cancelled, placed);
            everyHashHolds(platform, admin);
            nowhereIsItAsItWasWritten(platform);

            platform.startServicesAgain();
            theTextsAreGone(platform, admin, order, cancelled, placed);
            assertThat(noteOf(admin.get(neighbour))).isEqualTo(OTHERS);
        }
    }

    private static Answer order(Client table, String note) throws Exception {
        Map<String, Object> line = Map.of("menu_id", SeededStores.menuId(0), "quantity", 1, "note", note);
        Answer answer = table.send("POST", "/customer/orders", Map.of("items", List.of(line)), null);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer;
    }

    private static String noteOf(Answer order) {
        return order.body().path("items").path(0).path("note").asString("");
    }

    private static OrdersCommand erase(WholePlatform platform, String... which) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("erase", "--store=" + STORE, "--reason=guest asked"));
        arguments.addAll(List.of(which));
        return platform.command(arguments.toArray(String[]::new));
    }

    private static void theTextsAreShown(WholePlatform platform, Client admin, String order, String cancelled)
            throws Exception {
        await("queries")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(noteOf(admin.get("/admin/orders/" + order))).isEqualTo(TEXT));
        await("events")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin.get("/admin/orders/" + cancelled + "/events")
                                .body()
                                .toString())
                        .contains(TEXT, REASON));
        assertThat(admin.get("/admin/orders").body().toString()).contains(TEXT);
        try (AdminScreen screen = new AdminScreen(platform.notifier().base().toString(), Tokens.storeAdmin(0))) {
            await("the live board")
                    .atMost(PATIENCE)
                    .until(() -> screen.seen().toString().contains(TEXT));
        }
        assertThat(platform.command("replay", "--store=" + STORE, "--json").output())
                .contains(TEXT, REASON);
    }

    private static void theTextsAreGone(
            WholePlatform platform, Client admin, String order, String cancelled, Answer placed) throws Exception {
        await("queries").atMost(PATIENCE).untilAsserted(() -> {
            Answer answer = admin.get("/admin/orders/" + order);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(noteOf(answer)).isEmpty();
            assertThat(answer.body().path("items").path(0).path("note_erased").asBoolean())
                    .isTrue();
        });
        JsonNode events =
                admin.get("/admin/orders/" + cancelled + "/events").body().path("events");
        assertThat(events.toString()).doesNotContain(TEXT, REASON, "\\u0001");
        assertThat(events.valueStream()
                        .filter(event -> event.path("text_erased").asBoolean(false)))
                .hasSize(2);
        // Each service reads for itself that the keys are gone.
        await("screens")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(streamSince(platform, placed))
                        .contains("event: initial")
                        .doesNotContain(TEXT, REASON));
        assertThat(platform.command("replay", "--store=" + STORE).output())
                .contains("session.text-erased.v1", "(erased)")
                .doesNotContain(REASON);
    }

    /** Returns what a screen is sent that comes back to where it was before the order. */
    private static String streamSince(WholePlatform platform, Answer placed) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(platform.notifier().base().resolve("/api/v1/admin/orders/stream"))
                .header("Authorization", "Bearer " + Tokens.storeAdmin(0))
                .header("Last-Event-ID", placed.position())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            StringBuilder seen = new StringBuilder();
            try (Stream<String> lines = response.body()) {
                boolean[] board = {false};
                lines.takeWhile(line -> !(board[0] && line.isEmpty())).forEach(line -> {
                    board[0] |= line.equals("event: initial");
                    seen.append(line).append('\n');
                });
            }
            http.shutdownNow();
            return seen.toString();
        }
    }

    private static void everyHashHolds(WholePlatform platform, Client admin) throws Exception {
        OrdersCommand verify = platform.command("verify");
        assertThat(verify.exitCode()).as("%s", verify).isZero();
        Answer audit = admin.get("/admin/audit/verify");
        assertThat(audit.body().path("intact").asBoolean()).as("%s", audit).isTrue();
    }

    private static void nowhereIsItAsItWasWritten(WholePlatform platform) throws SQLException {
        for (String topic : List.of(Topics.ORDER_EVENTS, Topics.ORDER_CHECKPOINTS, Topics.ORDER_TEXT_KEYS)) {
            assertThat(records(platform, topic))
                    .as(topic)
                    .noneMatch(record -> Stream.of(TEXT, REASON, OTHERS).anyMatch(text -> holds(record.value(), text)));
        }
        try (Connection database =
                        DriverManager.getConnection(platform.database().jdbcUrl());
                Statement statement = database.createStatement()) {
            for (String text : List.of(TEXT, REASON, OTHERS)) {
                assertThat(count(
                                statement,
                                "orders.journal WHERE position(convert_to('%s', 'UTF8') IN value) > 0",
                                text))
                        .as("the journal has %s", text)
                        .isZero();
                assertThat(count(statement, "orders.order_items WHERE note LIKE '%%%s%%'", text))
                        .as("the read models have %s", text)
                        .isZero();
            }
            assertThat(count(statement, "orders.order_items WHERE note IS NOT NULL", ""))
                    .isPositive();
        }
    }

    private static long count(Statement statement, String from, String text) throws SQLException {
        try (ResultSet counted = statement.executeQuery("SELECT count(*) FROM " + from.formatted(text))) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private static boolean holds(byte[] value, String text) {
        byte[] sought = text.getBytes(UTF_8);
        for (int at = 0; value != null && at + sought.length <= value.length; at++) {
            if (Arrays.equals(value, at, at + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(WholePlatform platform, String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", platform.bootstrapServers());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
