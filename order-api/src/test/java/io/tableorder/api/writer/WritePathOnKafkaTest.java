package io.tableorder.api.writer;

import static io.tableorder.api.writer.TestCommands.placeOrder;
import static io.tableorder.api.writer.TestCommands.request;
import static io.tableorder.api.writer.TestCommands.setUp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tableorder.api.settings.WriterSettings;
import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.TableCommand;
import io.tableorder.embedded.Broker;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.operability.cipher.TextKeys;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.InternalSettings;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.ServerSettings;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.testkit.TestServices;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One instance on a real broker, from joining the group to the events a reader sees. */
class WritePathOnKafkaTest {

    private static final int PARTITIONS = 4;

    private Broker kafka;
    private Instance instance;

    @BeforeEach
    void start() {
        kafka = TestServices.broker();
        instance = new Instance();
    }

    @AfterEach
    void stop() {
        instance.lifecycle.stop();
        kafka.close();
    }

    private KafkaSettings settings(int partitions) {
        return new KafkaSettings(List.of(kafka.bootstrapServers()), partitions, (short) 1, Map.of());
    }

    /** What the application's configuration makes, without the application. */
    private final class Instance {
        final WriterLifecycle lifecycle;
        final CommandGateway gateway;
        /** Answers that it cannot before a test loses its patience. */
        final CommandGateway impatient;

        Instance() {
            WriterMetrics metrics = new WriterMetrics(new SimpleMeterRegistry());
            WriterConfiguration configuration = new WriterConfiguration();
            lifecycle = configuration.writerLifecycle(
                    settings(PARTITIONS),
                    KafkaClients.of(settings(PARTITIONS)),
                    new ServerSettings(0, 0, InternalSettings.onThisMachine(0), 65_536),
                    WriterSettings.byDefault(),
                    metrics,
                    new TextKeys(),
                    Clock.systemUTC());
            LocalCommands writer = configuration.localCommands(lifecycle, metrics, Traces.off());
            gateway = request -> writer.submit(request, false, Duration.ofSeconds(60));
            impatient = request -> writer.submit(request, false, Duration.ofSeconds(5));
            lifecycle.start();
            await().until(() -> lifecycle.openPartitions() == PARTITIONS);
        }
    }

    private KafkaWriterClients clients() {
        return new KafkaWriterClients(KafkaClients.of(settings(PARTITIONS)));
    }

    private void open(String storeId) {
        setUp(storeId)
                .forEach(request -> assertThat(instance.gateway.submit(request))
                        .as("%s", request)
                        .isInstanceOf(Done.class));
    }

    private List<RecordedEvent> log(String storeId) {
        TopicPartition partition = new TopicPartition(Topics.ORDER_EVENTS, Topics.partitionOf(storeId, PARTITIONS));
        KafkaWriterClients clients = clients();
        List<RecordedEvent> events = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = clients.historyConsumer(partition.partition())) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = clients.highWatermark(partition);
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(record -> events.add(new EventCodec().decode(record)));
            }
        }
        return events.stream().filter(event -> event.storeId().equals(storeId)).toList();
    }

    private List<String> ordersInTheLog(String storeId) {
        return log(storeId).stream()
                .filter(event -> event.event() instanceof OrderEvent.Placed)
                .map(RecordedEvent::subject)
                .toList();
    }

    @Test
    void an_answered_order_is_in_the_log_where_the_answer_says() {
        open("hanok");
        Done done = (Done) instance.gateway.submit(placeOrder("hanok", "o1"));
        RecordedEvent last = log("hanok").getLast();
        assertThat(last.position()).isEqualTo(done.receipt().position());
        assertThat(last.event()).isEqualTo(done.receipt().event());
    }

    @Test
    void a_restarted_instance_knows_what_it_has_answered() {
        open("hanok");
        Done first = (Done) instance.gateway.submit(placeOrder("hanok", "o1"));
        instance.lifecycle.stop();
        instance = new Instance();
        assertThat(instance.gateway.submit(placeOrder("hanok", "o1"))).isEqualTo(new Done(first.receipt(), true));
        assertThat(ordersInTheLog("hanok")).containsExactly("o1");
    }

    @Test
    void a_change_of_an_order_that_has_left_with_its_session_is_answered_again_as_it_was() {
        open("hanok");
        instance.gateway.submit(placeOrder("hanok", "o1"));
        CommandRequest prepare =
                request("hanok", "prepare", new OrderCommand.ChangeStatus("o1", OrderStatus.PREPARING, null));
        Done prepared = (Done) instance.gateway.submit(prepare);
        instance.gateway.submit(
                request("hanok", "complete", new OrderCommand.ChangeStatus("o1", OrderStatus.COMPLETED, null)));
        instance.gateway.submit(request("hanok", "end", TableCommand.EndSession.completingAll("t1")));

        assertThat(instance.gateway.submit(prepare)).isEqualTo(new Done(prepared.receipt(), true));
        instance.lifecycle.stop();
        instance = new Instance();
        assertThat(instance.gateway.submit(prepare)).isEqualTo(new Done(prepared.receipt(), true));
    }

    @Test
    void while_no_broker_answers_a_repeated_command_is_told_to_come_again() throws Exception {
        open("hanok");
        Done first = (Done) instance.gateway.submit(placeOrder("hanok", "o1"));
        kafka.stop();
        assertThatThrownBy(() -> instance.impatient.submit(placeOrder("hanok", "o1")))
                .isInstanceOf(WriterUnavailableException.class);
        kafka.start();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(instance.impatient.submit(placeOrder("hanok", "o1")))
                        .isEqualTo(new Done(first.receipt(), true)));
    }

    @Test
    void stores_of_all_partitions_take_orders_at_once() throws Exception {
        List<String> stores = IntStream.range(0, 8).mapToObj(i -> "store-" + i).toList();
        stores.forEach(this::open);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String store : stores) {
                for (int i = 0; i < 25; i++) {
                    String order = store + "-" + i;
                    clients.submit(() -> instance.gateway.submit(placeOrder(store, order)));
                }
            }
        }
        for (String store : stores) {
            assertThat(ordersInTheLog(store)).hasSize(25).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_broker_that_goes_away_and_comes_back_costs_no_order_and_doubles_none() throws Exception {
        open("hanok");
        ConcurrentSkipListSet<String> answered = new ConcurrentSkipListSet<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int guest = 0; guest < 8; guest++) {
                String prefix = "g" + guest;
                clients.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        String order = prefix + "-" + i;
                        orderUntilAnswered(order);
                        answered.add(order);
                    }
                });
            }
            await().until(() -> answered.size() > 50);
            kafka.stop();
            kafka.start();
        }
        assertThat(new TreeSet<>(ordersInTheLog("hanok"))).isEqualTo(answered);
        assertThat(ordersInTheLog("hanok")).hasSize(8 * 40).doesNotHaveDuplicates();
    }

    /** As a tablet does: the same command again, until there is an answer. */
    private void orderUntilAnswered(String orderId) {
        while (true) {
            try {
                assertThat(instance.impatient.submit(placeOrder("hanok", orderId)))
                        .isInstanceOf(Done.class);
                return;
            } catch (WriterUnavailableException e) {
                // The tablet's guest taps again.
            }
        }
    }

    @Test
    void a_writer_that_was_fenced_goes_on_while_the_group_says_the_partition_is_its_own() {
        open("hanok");
        KafkaWriterClients clients = clients();
        Claims claims = new Claims(Topics.ORDER_EVENTS, clients);
        int partition = Topics.partitionOf("hanok", PARTITIONS);
        clients.fence(claims.read(List.of(partition)).values());
        orderUntilAnswered("o1");
        assertThat(ordersInTheLog("hanok")).containsExactly("o1");
    }

    @Test
    void an_owner_that_leaves_in_order_leaves_no_claim() {
        open("hanok");
        int partition = Topics.partitionOf("hanok", PARTITIONS);
        Claims claims = new Claims(Topics.ORDER_EVENTS, clients());
        assertThat(claims.read(List.of(partition))).hasSize(1);
        instance.lifecycle.stop();
        assertThat(claims.read(List.of(partition))).isEmpty();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private void writeAsAStranger(int partition, byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> stranger = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            stranger.send(new ProducerRecord<>(Topics.ORDER_EVENTS, partition, key, value))
                    .get();
        }
    }

    private void restart() {
        instance.lifecycle.stop();
        instance = new Instance();
    }

    @Test
    void a_strangers_records_close_no_partition_before_and_after_a_restart() throws Exception {
        open("hanok");
        int partition = Topics.partitionOf("hanok", PARTITIONS);
        byte[] garbage = "garbage".getBytes(UTF_8);
        writeAsAStranger(partition, null, garbage);
        writeAsAStranger(partition, "no-such-store".getBytes(UTF_8), null);
        writeAsAStranger((partition + 1) % PARTITIONS, "hanok".getBytes(UTF_8), garbage);

        orderUntilAnswered("o1");
        restart();
        orderUntilAnswered("o2");

        assertThat(instance.lifecycle.impairment()).isEmpty();
        assertThat(instance.lifecycle.obstacle()).isEmpty();
    }

    @Test
    void a_record_that_was_copied_behind_itself_costs_nothing() throws Exception {
        open("hanok");
        orderUntilAnswered("o1");
        int partition = Topics.partitionOf("hanok", PARTITIONS);
        byte[] copy = values(partition).getLast();
        writeAsAStranger(partition, "hanok".getBytes(UTF_8), copy);

        orderUntilAnswered("o2");
        restart();
        orderUntilAnswered("o3");
    }

    private List<byte[]> values(int number) {
        TopicPartition partition = new TopicPartition(Topics.ORDER_EVENTS, number);
        List<byte[]> values = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = clients().historyConsumer(number)) {
            PartitionScan scan = new PartitionScan(reader, partition, ScanBound.within(Duration.ofSeconds(20)));
            scan.read(scan.everything(), record -> values.add(record.value()));
        }
        return values;
    }

    @Test
    void partitions_that_somebody_adds_stay_empty_and_a_restart_is_accepted() throws Exception {
        open("hanok");
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(Topics.ORDER_EVENTS, NewPartitions.increaseTo(PARTITIONS + 2)))
                    .all()
                    .get();
        }
        restart();
        orderUntilAnswered("o1");
        assertThat(instance.lifecycle.obstacle()).isEmpty();
    }

    @Test
    void checkpoints_that_somebody_deletes_are_made_anew() throws Exception {
        open("hanok");
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(Topics.ORDER_CHECKPOINTS)).all().get();
            orderUntilAnswered("o1");
            restart();
            orderUntilAnswered("o2");
            await().untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).contains(Topics.ORDER_CHECKPOINTS));
        }
    }

    @Test
    void a_log_that_was_deleted_and_made_anew_takes_no_order_and_the_instance_says_why() throws Exception {
        open("hanok");
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(Topics.ORDER_EVENTS)).all().get();
            await().ignoreExceptions()
                    .untilAsserted(
                            () -> admin.createTopics(List.of(new NewTopic(Topics.ORDER_EVENTS, PARTITIONS, (short) 1)))
                                    .all()
                                    .get());
        }
        for (int order = 0; order < 3; order++) {
            String id = "o" + order;
            assertThatThrownBy(() -> instance.impatient.submit(placeOrder("hanok", id)))
                    .isInstanceOf(WriterUnavailableException.class);
        }
        await().untilAsserted(() -> assertThat(instance.lifecycle.obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("was deleted and made anew")));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(values(partition)).isEmpty();
        }
    }

    @Test
    void other_partitions_than_set_refuse_the_start() {
        assertThatThrownBy(() -> new WriterConfiguration()
                        .writerLifecycle(
                                settings(PARTITIONS + 1),
                                KafkaClients.of(settings(PARTITIONS + 1)),
                                new ServerSettings(0, 0, InternalSettings.onThisMachine(0), 65_536),
                                WriterSettings.byDefault(),
                                new WriterMetrics(new SimpleMeterRegistry()),
                                new TextKeys(),
                                Clock.systemUTC())
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order-events has 4 partitions, KAFKA_PARTITIONS says 5");
    }
}
