package io.tableorder.api.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.api.writer.LocalCommands;
import io.tableorder.api.writer.TestCommands;
import io.tableorder.decide.TableCommand;
import io.tableorder.embedded.Broker;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.Topics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two whole instances behind a load balancer that knows nothing of stores, on one broker. */
class SeveralInstancesTest {

    private static final int PARTITIONS = 4;
    private static final Duration LONG = Duration.ofSeconds(60);

    /** A store with an open table, and how to order there. */
    private record OpenStore(TestStore store, String tablet) {

        Answer order(RunningApi through, String key) {
            return through.post(
                    "/api/v1/customer/orders", tablet, store.orderOf(store.bibimbap, 1), "Idempotency-Key", key);
        }
    }

    private static final Map<Integer, OpenStore> storeOfPartition = new LinkedHashMap<>();
    private static Broker kafka;
    private static EmptyDatabase database;
    private static RunningApi one;
    private static RunningApi other;

    @BeforeAll
    static void start() {
        kafka = TestServices.broker();
        database = TestServices.emptyDatabase();
        one = RunningApi.startInstance(database, kafka, PARTITIONS);
        other = RunningApi.startInstance(database, kafka, PARTITIONS);
        await().atMost(LONG).until(() -> owned(one) == PARTITIONS / 2 && owned(other) == PARTITIONS / 2);
        while (storeOfPartition.size() < PARTITIONS) {
            RunningApi through = storeOfPartition.size() % 2 == 0 ? one : other;
            TestStore store = TestStore.open(through, "chain");
            storeOfPartition.computeIfAbsent(
                    Topics.partitionOf(store.storeId, PARTITIONS),
                    _ -> new OpenStore(store, store.tablet(store.table(1))));
        }
    }

    @AfterAll
    static void stop() {
        one.stop();
        other.stop();
        database.close();
        kafka.close();
    }

    private static long owned(RunningApi instance) {
        LocalCommands writer = instance.bean(LocalCommands.class);
        return IntStream.range(0, PARTITIONS).filter(writer::owns).count();
    }

    private static double forwarded(RunningApi instance, String outcome) {
        return instance.bean(MeterRegistry.class)
                .get("tableorder.commands.forwarded")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void either_instance_takes_orders_for_every_store_and_knows_what_the_other_has_answered() {
        storeOfPartition.forEach((partition, store) -> {
            Answer first = store.order(one, "cart-" + partition).expect(201);
            Answer again = store.order(other, "cart-" + partition).expect(201);
            assertThat(first.header("Idempotency-Replayed")).isEmpty();
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("X-Position")).isEqualTo(first.header("X-Position"));
            assertThat(orderNumber(store.order(other, "next-cart-" + partition)))
                    .as("one order for two requests with one key")
                    .isEqualTo(orderNumber(first) + 1);
        });
        assertThat(forwarded(one, "done")).isGreaterThanOrEqualTo(2);
        assertThat(forwarded(other, "done")).isGreaterThanOrEqualTo(4);
    }

    private static int orderNumber(Answer order) {
        return order.expect(201).json().path("order_number").asInt();
    }

    @Test
    void what_is_refused_and_what_is_so_already_is_answered_alike_through_either() {
        for (OpenStore open : storeOfPartition.values()) {
            String order = open.order(one, "refused-cart").expect(201).text("order_id");
            String status = "/api/v1/admin/orders/" + order + "/status";
            one.patch(status, open.store.staff, "{\"status\":\"PREPARING\"}").expect(200);
            List<Answer> unchanged = List.of(
                    one.patch(status, open.store.staff, "{\"status\":\"PREPARING\"}")
                            .expect(200),
                    other.patch(status, open.store.staff, "{\"status\":\"PREPARING\"}")
                            .expect(200));
            assertThat(unchanged)
                    .extracting(Answer::body)
                    .containsOnly(unchanged.getFirst().body());
            for (RunningApi through : List.of(one, other)) {
                through.patch(status, open.store.staff, "{\"status\":\"PENDING\"}")
                        .expectProblem(409, "CONFLICT");
            }
        }
    }

    @Test
    void a_forwarded_command_is_not_forwarded_on() {
        for (Map.Entry<Integer, OpenStore> open : storeOfPartition.entrySet()) {
            boolean ownedByOne = one.bean(LocalCommands.class).owns(open.getKey());
            RunningApi stranger = ownedByOne ? other : one;
            double before = forwarded(stranger, "done");
            byte[] body = new ForwardCodec()
                    .write(new ForwardedCommand(
                            TestCommands.request(
                                    open.getValue().store.storeId,
                                    "never-done",
                                    TableCommand.EndSession.completingAll("t1")),
                            false,
                            Duration.ofSeconds(5)));
            Answer answer = stranger.postInside(
                    ForwardController.PATH,
                    "",
                    new String(body, UTF_8),
                    InstanceSignature.HEADER,
                    stranger.bean(InstanceSignature.class).sign("POST", ForwardController.PATH, body));
            assertThat(answer.expect(200).text("unavailable")).isEqualTo("NOT_OWNED");
            assertThat(forwarded(stranger, "done")).isEqualTo(before);
        }
    }

    @Test
    void an_instance_that_is_stopped_in_order_fails_no_request() throws Exception {
        RunningApi leaving = RunningApi.startInstance(database, kafka, PARTITIONS);
        await().atMost(LONG)
                .until(() -> owned(leaving) > 0 && owned(one) + owned(other) + owned(leaving) == PARTITIONS);
        AtomicBoolean stopped = new AtomicBoolean();
        ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        try (var guests = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> orders = new ArrayList<>();
            storeOfPartition.forEach((partition, store) -> {
                for (RunningApi through : List.of(one, other)) {
                    String cart = "cart-%s-%d-".formatted(through.url().getPort(), partition);
                    orders.add(guests.submit(() -> {
                        for (int i = 0; !stopped.get(); i++) {
                            answers.add(store.order(through, cart + i));
                        }
                    }));
                }
                guests.submit(() -> orderUntilTheDoorIsShut(store, leaving, answers));
            });
            await().atMost(LONG).until(() -> answers.size() > 100);
            leaving.stop();
            stopped.set(true);
            for (Future<?> order : orders) {
                order.get();
            }
        }
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.text("order_id")).doesNotHaveDuplicates();
        assertThat(answers)
                .extracting(answer -> answer.header("Idempotency-Replayed"))
                .containsOnly("");
        await().atMost(LONG).until(() -> owned(one) + owned(other) == PARTITIONS);
    }

    /** Up to the moment when nobody listens any more, an answer is as good as another instance's. */
    private static void orderUntilTheDoorIsShut(OpenStore store, RunningApi leaving, Collection<Answer> answers) {
        for (int i = 0; ; i++) {
            try {
                answers.add(store.order(leaving, "cart-" + store.store.storeId + "-" + i));
            } catch (UncheckedIOException e) {
                return;
            }
        }
    }
}
