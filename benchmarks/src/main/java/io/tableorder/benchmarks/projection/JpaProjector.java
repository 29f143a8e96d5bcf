package io.tableorder.benchmarks.projection;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderEvent.Cancelled;
import io.tableorder.event.OrderEvent.Placed;
import io.tableorder.event.OrderEvent.StatusChanged;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.EventCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Entities, a session a batch, inserts and updates in JDBC batches, what a batch touches loaded in one query a table. */
final class JpaProjector implements Yardstick {
    private final EventCodec codec = new EventCodec();
    private final SessionFactory sessions;

    JpaProjector(SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public void apply(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        sessions.inTransaction(session -> {
            move(session, partition, records);
            List<RecordedEvent> events = records.stream().map(codec::decode).toList();
            Map<String, OrderEntity> orders = load(session, events);
            Map<String, TotalsEntity> totals = new HashMap<>();
            for (int i = 0; i < events.size(); i++) {
                RecordedEvent event = events.get(i);
                session.persist(new JournalEntity(event, records.get(i).value()));
                if (event.event() instanceof OrderEvent order) {
                    TotalsEntity total = totals.computeIfAbsent(event.storeId(), id -> totals(session, id));
                    apply(session, orders, event, order, total);
                }
            }
        });
    }

    private static void move(Session session, int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        int moved = session.createNativeMutationQuery(
                        "UPDATE yardstick.position SET next_offset = ? WHERE log_partition = ? AND next_offset <= ?")
                .setParameter(1, records.getLast().offset() + 1)
                .setParameter(2, partition)
                .setParameter(3, records.getFirst().offset())
                .executeUpdate();
        if (moved != 1) {
            throw new IllegalStateException("Somebody else moved partition " + partition);
        }
    }

    private static Map<String, OrderEntity> load(Session session, List<RecordedEvent> events) {
        List<String> changed = events.stream()
                .map(RecordedEvent::event)
                .filter(event -> event instanceof StatusChanged || event instanceof Cancelled)
                .map(event -> ((OrderEvent) event).orderId())
                .distinct()
                .toList();
        return session
                .createSelectionQuery("from OrderEntity where orderId in :ids", OrderEntity.class)
                .setParameter("ids", changed)
                .list()
                .stream()
                .collect(Collectors.toMap(OrderEntity::orderId, Function.identity()));
    }

    private static TotalsEntity totals(Session session, String storeId) {
        TotalsEntity found = session.find(TotalsEntity.class, storeId);
        if (found != null) {
            return found;
        }
        TotalsEntity fresh = new TotalsEntity(storeId);
        session.persist(fresh);
        return fresh;
    }

    private static void apply(
            Session session,
            Map<String, OrderEntity> orders,
            RecordedEvent event,
            OrderEvent order,
            TotalsEntity totals) {
        switch (order) {
            case Placed placed -> {
                OrderEntity row = new OrderEntity(event, placed);
                session.persist(row);
                orders.put(placed.orderId(), row);
                for (int i = 0; i < placed.items().size(); i++) {
                    session.persist(new LineEntity(
                            event.storeId(),
                            placed.orderId(),
                            i + 1,
                            placed.items().get(i)));
                }
                totals.placed(placed.totalAmount());
            }
            case StatusChanged changed -> order(orders, changed).became(event, changed, changed.to());
            case OrderEvent.LinesCompleted _,
                    OrderEvent.LinesReopened _,
                    OrderEvent.ItemRemoved _,
                    OrderEvent.Moved _,
                    OrderEvent.LinesMoved _,
                    OrderEvent.SplitOff _ ->
                throw new IllegalArgumentException(
                        "The benchmark's stores take nothing back and seat nobody elsewhere");
            case Cancelled cancelled -> {
                order(orders, cancelled).became(event, cancelled, OrderStatus.CANCELLED);
                totals.cancelled();
            }
        }
    }

    private static OrderEntity order(Map<String, OrderEntity> orders, OrderEvent event) {
        return Objects.requireNonNull(orders.get(event.orderId()), "Its versions begin with its placing");
    }

    @Override
    public void close() {}
}
