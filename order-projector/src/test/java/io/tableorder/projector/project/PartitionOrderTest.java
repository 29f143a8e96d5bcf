package io.tableorder.projector.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OperatorEvent.RecordSkipped;
import io.tableorder.event.Position;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.hold.RecordHash;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.Poison;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.table.Generation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read models are the same in whatever order, and in whatever batches, the partitions are read. */
class PartitionOrderTest {
    private static final int PARTITIONS = KafkaLog.PARTITIONS;
    private static final int TURNS = 40;

    private final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();
    private final List<StoreLog.Partition> partitions =
            IntStream.range(0, PARTITIONS).mapToObj(StoreLog.Partition::new).toList();
    private final List<StoreLog> stores = new ArrayList<>();
    private final Set<Position> repeated = new HashSet<>();

    @AfterEach
    void close() {
        database.close();
    }

    private void happen(RandomGenerator random) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            StoreLog store =
                    StoreLog.opened(KafkaLog.storeIn(partition, "order-of-" + partition), partitions.get(partition));
            store.append(new TableEvent.Added("table", 1));
            store.append(new SessionEvent.Started("session", "table", 1));
            stores.add(store);
        }
        for (int turn = 0; turn < TURNS; turn++) {
            StoreLog store = stores.get(random.nextInt(PARTITIONS));
            StoreLog.Partition own = store.partition();
            StoreLog.Partition other = partitions.get((own.number() + 1) % PARTITIONS);
            ConsumerRecord<byte[], byte[]> any =
                    own.records().get(random.nextInt(own.records().size()));
            switch (random.nextInt(8)) {
                case 0 -> strangerWrites(own, any.key(), any.value());
                case 1 -> strangerWrites(other, StoreLog.bytes(store.storeId()), StoreLog.bytes("misplaced " + turn));
                case 2 -> strangerWrites(other, any.key(), any.value());
                case 3 -> {
                    byte[] garbage = StoreLog.bytes("garbage " + turn);
                    strangerWrites(own, StoreLog.bytes(store.storeId()), garbage);
                    if (random.nextBoolean()) {
                        store.appendUnfolded(Poison.placed("waiting " + turn, turn + 1));
                    }
                    store.appendUnfolded(new RecordSkipped("?", RecordHash.of(store.storeId(), garbage), "시험"));
                }
                // Parks its order or its store; only some are ever decided about.
                case 4 -> {
                    Poison.UNKNOWN_TYPE.appendTo(store, "order of a later version " + turn);
                    ConsumerRecord<byte[], byte[]> later = own.records().getLast();
                    store.appendUnfolded(Poison.placed("behind " + turn, turn + 1));
                    if (random.nextBoolean()) {
                        store.appendUnfolded(
                                new RecordSkipped("?", RecordHash.of(store.storeId(), later.value()), "시험"));
                    }
                }
                default -> store.appendUnfolded(Poison.placed("order " + turn, turn + 1));
            }
        }
        // Of each kind one is never decided about.
        Poison.UNKNOWN_TYPE.appendTo(stores.getLast(), "order of a later version");
        strangerWrites(partitions.getFirst(), StoreLog.bytes(stores.getFirst().storeId()), StoreLog.bytes("left"));
    }

    private static void strangerWrites(StoreLog.Partition partition, byte[] key, byte[] value) {
        partition.append(new ProducerRecord<>("order-events", partition.number(), key, value));
    }

    private List<String> rowsOf(List<Integer> order, int batch) {
        Projection projection = new Projection(
                Generation.FIRST,
                Generation.State.LIVE,
                RecordReader.of(PARTITIONS),
                database.migrated().jdbc(),
                database.transactions());
        boolean more = true;
        while (more) {
            more = false;
            for (int partition : order) {
                long from = projection.position(partition);
                List<ConsumerRecord<byte[], byte[]>> left = partitions.get(partition).from(from).stream()
                        .limit(batch)
                        .toList();
                if (!left.isEmpty()) {
                    Applied applied = projection.apply(partition, from, left);
                    repeated.addAll(applied.repeated());
                    more = true;
                }
            }
        }
        return database.texts("""
                SELECT concat_ws(' ', store_id, order_id, status, version) FROM orders.orders
                UNION ALL SELECT concat_ws(' ', 'journal', log_partition, log_offset, store_id, type, sequence)
                FROM orders.journal
                UNION ALL SELECT concat_ws(' ', 'parked', log_partition, log_offset, store_id, scope, reason)
                FROM orders.parked_events
                UNION ALL SELECT concat_ws(' ', 'skipped', log_partition, log_offset, store_id)
                FROM orders.skipped_events
                UNION ALL SELECT concat_ws(' ', 'session', store_id, session_id, total_amount, order_count)
                FROM orders.sessions ORDER BY 1""");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void rows_do_not_depend_on_which_partition_is_read_first(long seed) {
        happen(RandomGeneratorFactory.getDefault().create(seed));
        List<Integer> ascending = IntStream.range(0, PARTITIONS).boxed().toList();
        List<Integer> descending =
                ascending.stream().sorted(Comparator.reverseOrder()).toList();

        List<String> whole = rowsOf(ascending, Integer.MAX_VALUE);

        assertThat(whole)
                .anyMatch(row -> row.startsWith("skipped"))
                .anyMatch(row -> row.startsWith("parked") && row.contains("WRONG_PARTITION"))
                .anyMatch(row -> row.startsWith("parked") && row.contains("order UNKNOWN_TYPE"))
                .anyMatch(row -> row.startsWith("parked") && row.contains("store INVALID_JSON"));
        assertThat(repeated).isNotEmpty();
        assertThat(rowsOf(descending, Integer.MAX_VALUE)).isEqualTo(whole);
        assertThat(rowsOf(descending, 1)).isEqualTo(whole);
        assertThat(rowsOf(ascending, 7)).isEqualTo(whole);
    }
}
