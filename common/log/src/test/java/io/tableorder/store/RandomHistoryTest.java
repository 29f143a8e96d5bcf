package io.tableorder.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.board.OrderView;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Sample;
import io.tableorder.fixture.StoreLog;
import io.tableorder.wire.EventCodec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in every history, whatever happens in it. A failure names its seed and happens again with it. */
class RandomHistoryTest {

    private static final int COMMANDS = 1_200;
    private static final int MOST_SECONDS_BETWEEN = 1_200;

    private final EventCodec codec = new EventCodec();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<LocalDate, Integer> orderNumbers = new HashMap<>();
    private final Map<Long, RecordedEvent> past = new HashMap<>();
    private final Set<Class<?>> kinds = new HashSet<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void whatever_happens_the_books_are_right(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        RandomHistory history = new RandomHistory(random);
        StoreLog log = new StoreLog(Sample.STORE, Sample.EVENING);
        StoreState state = StoreState.unopened(Sample.STORE);
        Instant time = Sample.EVENING;

        for (int command = 1; command <= COMMANDS; command++) {
            time = time.plusSeconds(random.nextInt(MOST_SECONDS_BETWEEN));
            for (StoreEvent event : history.next(state, time)) {
                StoreLog.Entry entry = log.at(time).append(event, Sample.command("command-" + command));
                RecordedEvent read = codec.decode(entry.record());
                assertThat(read).isEqualTo(entry.event());
                state = state.evolve(read);
                check(state, read);
            }
            // In the midst of a command, orders that are paid apart are at no table.
            checkTotals(state);
        }

        assertThat(kinds).as("the kinds of events that happened").hasSize(43);
        assertThat(orderNumbers).as("business days").hasSizeGreaterThan(2);
        assertThat(foldAnew(log)).isEqualTo(state);
    }

    private void check(StoreState state, RecordedEvent last) {
        kinds.add(last.event().getClass());
        ReceiptStub stub = requireNonNull(state.receipts().of(last.stamp().commandId()));
        assertThat(stub.offset()).isEqualTo(last.position().offset());
        past.put(stub.offset(), last);
        assertThat(Receipt.recall(stub, offset -> requireNonNull(past.get(offset))))
                .isEqualTo(Receipt.of(last, state));
        if (last.event() instanceof OrderEvent event) {
            assertThat(event.version()).isEqualTo(versions.merge(event.orderId(), 1, Integer::sum));
        }
        if (last.event() instanceof OrderEvent.Placed placed) {
            assertThat(placed.orderNumber()).isEqualTo(orderNumbers.merge(placed.businessDay(), 1, Integer::sum));
        }
        if (last.event() instanceof OrderEvent.SplitOff split) {
            assertThat(split.orderNumber()).isEqualTo(orderNumbers.merge(split.businessDay(), 1, Integer::sum));
        }
        assertThat(state.receipts().oldestFirst())
                .doesNotHaveDuplicates()
                .hasSize(state.receipts().size());
        checkBoard(state);
    }

    private static void checkTotals(StoreState state) {
        Set<String> ordersOfSessions = new HashSet<>();
        for (Table table : state.floor().tablesByNumber()) {
            Session session = table.session();
            if (session != null) {
                ordersOfSessions.addAll(session.orderIds());
                List<Order> counting = state.floor().ordersOf(session).stream()
                        .filter(order -> order.status() != OrderStatus.CANCELLED)
                        .toList();
                assertThat(session.totalAmount())
                        .isEqualTo(
                                counting.stream().mapToLong(Order::totalAmount).sum());
                assertThat(session.orderCount()).isEqualTo(counting.size());
            }
        }
        assertThat(state.floor().orders().keySet()).isEqualTo(ordersOfSessions);
    }

    private static void checkBoard(StoreState state) {
        for (BoardView.TableView table : BoardView.of(state, FreeTexts.AS_KEPT).tables()) {
            assertThat(table.totalAmount())
                    .isEqualTo(table.orders().stream()
                            .mapToLong(OrderView::totalAmount)
                            .sum());
            assertThat(table.orderCount()).isEqualTo(table.orders().size());
            assertThat(table.orders()).noneMatch(order -> order.status() == OrderStatus.CANCELLED);
        }
    }

    private StoreState foldAnew(StoreLog log) {
        StoreState state = StoreState.unopened(Sample.STORE);
        for (StoreLog.Entry entry : log.entries()) {
            state = state.evolve(codec.decode(entry.record()));
        }
        return state;
    }
}
