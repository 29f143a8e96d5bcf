package io.tableorder.api.query;

import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.fixture.StoreHashChain;
import io.tableorder.store.Order;
import io.tableorder.store.OrderNumbers;
import io.tableorder.store.Session;
import io.tableorder.store.StoreProfile;
import io.tableorder.store.StoreState;
import io.tableorder.store.Table;
import io.tableorder.wire.EncodedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A store whose events are in the journal and in the read models as soon as they happen. */
final class ProjectedStore {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final String storeId;
    private final int partition;
    private final ReadModelWriter writer;
    private StoreState state;
    private Instant now = Instant.parse("2026-03-02T03:00:00Z");

    private ProjectedStore(String storeId, int partition, ReadModelWriter writer) {
        this.storeId = storeId;
        this.partition = partition;
        this.writer = writer;
        this.state = StoreState.unopened(storeId);
    }

    static ProjectedStore opened(String storeId, String chainId, int partition, ReadModelWriter writer) {
        ProjectedStore store = new ProjectedStore(storeId, partition, writer);
        store.append(new StoreLifecycleEvent.Opened(chainId, "매장 " + storeId, SEOUL, "KRW"));
        return store;
    }

    StoreState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    void timeIs(String instant) {
        now = Instant.parse(instant);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Returns the store's next event as it would be in the log. It is in no read model. */
    ProducerRecord<byte[], byte[]> swallow(StoreEvent event) {
        return encode(event, "request-swallowed").toRecord(partition);
    }

    private EncodedEvent encode(StoreEvent event, String requestId) {
        String id = Ids.next();
        CommandStamp stamp = new CommandStamp("command-" + id, null, new Actor(Role.STAFF, "staff-1"), requestId);
        return StoreHashChain.after(state).next(id, event, now, stamp);
    }

    RecordedEvent append(StoreEvent event) {
        Position position = writer.nextPosition(partition);
        EncodedEvent encoded = encode(event, "request-" + position);
        RecordedEvent recorded = encoded.at(position);
        state = state.evolve(recorded);
        ProducerRecord<byte[], byte[]> record = encoded.toRecord(partition);
        writer.write(recorded, record.value(), state);
        return recorded;
    }

    Position position() {
        return Objects.requireNonNull(state.head().position());
    }

    String addTable(int number) {
        String tableId = storeId + "-table-" + number;
        append(new TableEvent.Added(tableId, number));
        return tableId;
    }

    /** One line of two at 9,000 each. */
    String order(String tableId) {
        Table table = Objects.requireNonNull(state.floor().table(tableId));
        if (table.session() == null) {
            append(new SessionEvent.Started(Ids.next(), tableId, table.tableNumber()));
        }
        String orderId = Ids.next();
        LocalDate day = OrderNumbers.businessDay(now, SEOUL, StoreProfile.DEFAULT_BUSINESS_DAY_START);
        append(new OrderEvent.Placed(
                orderId,
                1,
                state.orderNumbers().nextOn(day),
                day,
                openSession(tableId).sessionId(),
                tableId,
                table.tableNumber(),
                List.of(new OrderLine("1", "menu-1", "비빔밥", 9_000, 2, "덜 맵게")),
                18_000));
        return orderId;
    }

    private Session openSession(String tableId) {
        return Objects.requireNonNull(
                Objects.requireNonNull(state.floor().table(tableId)).session());
    }

    void become(String orderId, OrderStatus to) {
        Order order = Objects.requireNonNull(state.floor().order(orderId));
        append(new OrderEvent.StatusChanged(orderId, order.version() + 1, order.tableId(), order.status(), to));
    }

    void cancel(String orderId) {
        Order order = Objects.requireNonNull(state.floor().order(orderId));
        long left = openSession(order.tableId()).totalAmount() - order.totalAmount();
        append(new OrderEvent.Cancelled(orderId, order.version() + 1, order.tableId(), order.status(), left, "손님 요청"));
    }

    String endSession(String tableId) {
        Session session = openSession(tableId);
        int number = Objects.requireNonNull(state.floor().table(tableId)).tableNumber();
        append(new SessionEvent.Ended(
                session.sessionId(), tableId, number, session.totalAmount(), session.orderCount()));
        return session.sessionId();
    }
}
