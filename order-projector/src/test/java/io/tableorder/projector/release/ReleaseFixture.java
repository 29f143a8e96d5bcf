package io.tableorder.projector.release;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.Poison;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.release.ReleaseOutcome.Released;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store with an order, its read models, and what may be done about parked events. */
abstract class ReleaseFixture {
    final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();
    final StoreLog.Partition partition = new StoreLog.Partition(0);
    Projection projection;
    ParkedRelease release;
    StoreLog store;

    @BeforeEach
    void open() {
        projection = database.migrated().projection();
        release = database.release();
        store = StoreLog.opened("store", partition);
        store.append(new TableEvent.Added("table", 1));
        store.append(new SessionEvent.Started("session", "table", 1));
        store.append(Poison.placed("sound", 1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    static OrderEvent.StatusChanged completed(String orderId, int version) {
        return new OrderEvent.StatusChanged(orderId, version, "table", OrderStatus.PREPARING, OrderStatus.COMPLETED);
    }

    /** As a reader would with a fault that makes it see no value. */
    void misreadNext(ConsumerRecord<byte[], byte[]> record) {
        applyUpToOffset(record.offset());
        ConsumerRecord<byte[], byte[]> misread = new ConsumerRecord<>(
                record.topic(),
                0,
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                -1,
                record.key(),
                null,
                record.headers(),
                record.leaderEpoch());
        var _ = projection.apply(0, projection.position(0), List.of(misread));
    }

    Released retry(long offset) {
        return (Released) release.retry(new Position(0, offset));
    }

    void applyAll() {
        applyUpToOffset(Long.MAX_VALUE);
    }

    void applyUpToOffset(long end) {
        long from = projection.position(0);
        List<ConsumerRecord<byte[], byte[]>> left = partition.from(from).stream()
                .filter(record -> record.offset() < end)
                .toList();
        if (!left.isEmpty()) {
            var _ = projection.apply(0, from, left);
        }
    }

    List<String> parked() {
        return database.texts("""
                SELECT concat_ws(' ', log_offset, scope, reason) FROM orders.parked_events ORDER BY log_offset""");
    }

    List<String> statuses() {
        return database.texts("SELECT order_id || ' ' || status || ' ' || version FROM orders.orders ORDER BY 1");
    }
}
