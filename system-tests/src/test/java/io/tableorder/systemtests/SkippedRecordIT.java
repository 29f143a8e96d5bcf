package io.tableorder.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import io.tableorder.identity.ClientPositions;
import io.tableorder.systemtests.Client.Answer;
import io.tableorder.testkit.history.EventLogReader;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.Tokens;
import io.tableorder.testkit.process.WholePlatform;
import io.tableorder.wire.Json;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Garbage under a store's key holds the store back in every service. Left out by decision, it is left out by all of them alike,
 * also by those that begin from nothing (0072).
 */
class SkippedRecordIT {

    private static final SeededStores STORES = new SeededStores(2, 2);
    private static final String STORE = SeededStores.storeId(0);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final ProcessLogLines LOGS = new ProcessLogLines();

    @Test
    void every_service_comes_to_the_same_state_and_so_does_a_rebuild_from_zero() throws Exception {
        try (WholePlatform platform = WholePlatform.start(STORES, LOGS::of)) {
            Client table = Client.of(platform.orderApi(), Tokens.table(0, 0));
            Client elsewhere = Client.of(platform.orderApi(), Tokens.table(1, 0));
            Client chain = Client.of(platform.projector(), Tokens.of(Role.CHAIN_ADMIN, SeededStores.CHAIN));
            assertThat(order(table, "before").status()).isEqualTo(201);

            Position garbage = strangerWrites(platform, "garbage");
            // Nobody reads what he writes himself, so the write path meets it with its next tenure.
            platform.orderApi().startAgain();
            await("the store is held back")
                    .atMost(PATIENCE)
                    .until(() -> order(table, "meanwhile").status() == 503);
            awaitOrder(elsewhere, "elsewhere");
            await("it is parked").atMost(PATIENCE).until(() -> parked(chain).contains(garbage.toString()));

            String skip = "/admin/projection/parked/" + garbage + "/skip";
            Answer skipped = chain.send("POST", skip, Map.of("reason", "시험 기록"), null);
            assertThat(skipped.status()).as("%s", skipped).isEqualTo(200);

            assertThat(parked(chain)).isEmpty();
            awaitOrder(table, "meanwhile");
            everyServiceShowsTheLogWithout(garbage, platform);

            platform.startServicesAgain();
            awaitOrder(table, "behind");
            everyServiceShowsTheLogWithout(garbage, platform);
            Rebuild.makesTheSameRows(Client.of(platform.projector(), Tokens.of(Role.OPERATOR, "")));
        }
    }

    private static Answer order(Client table, String key) throws Exception {
        Map<String, Object> line = Map.of("menu_id", SeededStores.menuId(0), "quantity", 1);
        return table.send("POST", "/customer/orders", Map.of("items", List.of(line)), key);
    }

    /** A service that has just come back may say that it cannot take orders yet. */
    private static void awaitOrder(Client table, String key) {
        await("order " + key).atMost(PATIENCE).until(() -> order(table, key).status() == 201);
    }

    private static List<String> parked(Client chain) throws Exception {
        return chain.get("/admin/projection")
                .body()
                .path("parked")
                .valueStream()
                .map(record -> record.path("position").asString())
                .toList();
    }

    private static Position strangerWrites(WholePlatform platform, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", platform.bootstrapServers());
        int partition = Topics.partitionOf(STORE, SeededStores.PARTITIONS);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var stored = producer.send(new ProducerRecord<>(
                            Topics.ORDER_EVENTS, partition, STORE.getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get();
            return new Position(stored.partition(), stored.offset());
        }
    }

    private static void everyServiceShowsTheLogWithout(Position garbage, WholePlatform platform) {
        BoardView fold = BoardView.of(
                new EventLogReader(platform.bootstrapServers())
                        .read()
                        .without(garbage)
                        .states()
                        .get(STORE),
                FreeTexts.AS_KEPT);
        JsonNode expected =
                Json.mapper().readTree(new ClientPositions().json(fold)).get("tables");
        Client admin = Client.of(platform.orderApi(), Tokens.storeAdmin(0));
        await("queries")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin.get("/admin/orders?after=" + fold.position())
                                .body()
                                .get("tables"))
                        .isEqualTo(expected));
        try (AdminScreen screen = new AdminScreen(platform.notifier().base().toString(), Tokens.storeAdmin(0))) {
            await("the live board")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(firstOf(screen)).isEqualTo(expected));
        }
    }

    private static @Nullable JsonNode firstOf(AdminScreen screen) {
        return screen.seen().isEmpty() ? null : screen.seen().getFirst().data().get("tables");
    }
}
