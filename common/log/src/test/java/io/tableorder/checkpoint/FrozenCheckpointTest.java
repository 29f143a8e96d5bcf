package io.tableorder.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderEvent.ItemRemoved;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.store.Floor;
import io.tableorder.store.Order;
import io.tableorder.store.Receipt;
import io.tableorder.store.ReceiptStub;
import io.tableorder.store.StoreState;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The evening's checkpoint, before the guests leave, as each format was first written. Whoever changes what a state holds
 * is told here that checkpoints need a new format.
 */
class FrozenCheckpointTest {

    private static final Map<String, String> FILES = Map.of(
            "#marker", "marker.json",
            "hanok-gangnam", "store.json.gz",
            "hanok-gangnam#catalogue.0", "catalogue.json.gz",
            "hanok-gangnam#floor.0", "floor.json.gz",
            "hanok-gangnam#receipts-101.0", "receipts.json.gz");

    /** Compressors may differ in their bytes, and digests with them. */
    private static final String DIGEST = "\"digest\":\"[0-9a-f]{64}\"";

    /** The guests who were there when formats 1 and 2 were written, in which no order knew where its events were. */
    private static final int EVENTS_OF_FORMER_FORMATS = 24;

    /** Those whose lines were completed by themselves. */
    private static final int EVENTS = 105;

    private final StoreState state = beforeTheEnd(EVENTS, UnaryOperator.identity());
    private final StoreState former = beforeTheEnd(EVENTS_OF_FORMER_FORMATS, FrozenCheckpointTest::forgetting);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_format_is_readable_for_as_long_as_it_is_registered(int format) throws IOException {
        assertThat(CheckpointFormat.READABLE).contains(format);
        assertThat(CheckpointDecoder.decode(StoreLog.PARTITION, frozen(format), Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        CheckpointLoad.Loaded.class,
                        loaded -> assertThat(loaded.states())
                                .containsExactly(Map.entry(Sample.STORE, format < 3 ? former : state)));
    }

    @Test
    void format_3_is_written_as_it_was() throws IOException {
        assertThat(CheckpointFormat.CURRENT).isEqualTo(3);
        CheckpointTopic topic = CheckpointTopic.empty();
        topic.write(state);
        assertThat(texts(topic.values)).isEqualTo(texts(frozen(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_was_read_in_a_former_format_is_written_whole_and_nothing_else_is_left(int format) throws IOException {
        CheckpointTopic topic = CheckpointTopic.of(frozen(format));

        topic.write(topic.load().checkpoint(), Set.of(former));

        CheckpointTopic anew = CheckpointTopic.empty();
        anew.write(former);
        assertThat(texts(topic.values)).isEqualTo(texts(anew.values));
        assertThat(topic.loaded().states()).containsExactly(Map.entry(Sample.STORE, former));
    }

    @Test
    void a_command_about_an_order_of_a_former_format_keeps_that_order() throws IOException {
        StoreState read =
                requireNonNull(CheckpointTopic.of(frozen(2)).loaded().states().get(Sample.STORE));
        Order order = read.floor().orders().values().stream()
                .filter(each -> each.items().size() > 1)
                .findFirst()
                .orElseThrow();
        long left = order.totalAmount() - order.items().getFirst().unitPrice();
        RecordedEvent takenBack = new RecordedEvent(
                "event",
                Sample.STORE,
                read.head().sequence() + 1,
                read.head().time(),
                Sample.command("take back"),
                new ItemRemoved(order.orderId(), order.version() + 1, order.tableId(), "1", 1, left, left, null),
                new Position(StoreLog.PARTITION, 1_000),
                read.head().hash(),
                "f".repeat(64));

        StoreState after = read.evolve(takenBack);

        ReceiptStub stub = requireNonNull(after.receipts().of("take back"));
        assertThat(stub.earlier()).isNull();
        assertThat(Receipt.recall(stub, _ -> takenBack)).isEqualTo(Receipt.of(takenBack, after));
    }

    private static StoreState beforeTheEnd(int events, UnaryOperator<StoreState> afterEach) {
        StoreState state = StoreState.unopened(Sample.STORE);
        for (StoreLog.Entry entry : Evening.log().entries().subList(0, events)) {
            state = afterEach.apply(state.evolve(entry.event()));
        }
        assertThat(state.floor().orders()).isNotEmpty();
        return state;
    }

    /** As states were before format 3: no order knew where its events were. */
    private static StoreState forgetting(StoreState state) {
        Floor floor = state.floor();
        return new StoreState(
                state.storeId(),
                state.profile(),
                state.catalogue(),
                Floor.of(
                        floor.tables().values(),
                        floor.orders().values().stream()
                                .map(FrozenCheckpointTest::forgetting)
                                .toList(),
                        floor.calls().values()),
                state.orderNumbers(),
                state.receipts(),
                state.head());
    }

    private static Order forgetting(Order order) {
        return new Order(
                order.orderId(),
                order.orderNumber(),
                order.version(),
                order.position(),
                order.sessionId(),
                order.tableId(),
                order.tableNumber(),
                order.status(),
                order.totalAmount(),
                order.orderedAt(),
                order.updatedAt(),
                order.items(),
                order.placedAt(),
                order.completedAt(),
                null);
    }

    private static Map<String, byte[]> frozen(int format) throws IOException {
        Map<String, byte[]> values = new TreeMap<>();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            try (InputStream in = FrozenCheckpointTest.class.getResourceAsStream(
                    "/checkpoint/v%d/%s".formatted(format, file.getValue()))) {
                assertThat(in).as(file.getValue()).isNotNull();
                values.put(file.getKey(), in.readAllBytes());
            }
        }
        return values;
    }

    private static Map<String, String> texts(Map<String, byte[]> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> {
            byte[] json = key.equals(CheckpointKeys.MARKER) ? value : CheckpointCodec.expand(key, value);
            texts.put(key, new String(json, UTF_8).replaceAll(DIGEST, "\"digest\":\"\""));
        });
        return texts;
    }
}
