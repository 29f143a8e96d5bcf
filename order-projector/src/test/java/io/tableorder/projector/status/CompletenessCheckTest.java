package io.tableorder.projector.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Actor;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.Poison;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.project.SkipDecision;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompletenessCheckTest {
    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    /** Every key belongs in the only one. */
    private static final int PARTITIONS = 1;

    private final StoreLog.Partition partition = new StoreLog.Partition(0);
    private Projection projection;
    private CompletenessCheck check;
    private int looks;
    private StoreLog store;

    @BeforeEach
    void open() {
        projection = database.migrated().projection();
        check = checkFromTheBeginning();
        store = StoreLog.opened("store", partition);
        store.append(new TableEvent.Added("table", 1));
        store.append(new SessionEvent.Started("session", "table", 1));
        store.append(Poison.placed("sound", 1));
        store.append(Poison.placed("other", 2));
    }

    private CompletenessCheck checkFromTheBeginning() {
        return new CompletenessCheck(
                new CompletenessQueries(database.liveProjection(), database.jdbc()),
                new MissingAtEnd(this::consumer, PARTITIONS),
                InstantSource.system());
    }

    /** Holds what the partition does when it is first asked. */
    private MockConsumer<byte[], byte[]> consumer() {
        looks++;
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(Topics.ORDER_EVENTS, 0), 0L));
            partition.records().forEach(consumer::addRecord);
        });
        return consumer;
    }

    /** Reads on as the projection does over the ends of transactions, and so past events that nobody applied. */
    private void passOver(int offsets) {
        long from = projection.position(0);
        projection.skip(0, from, from + offsets);
    }

    private Completeness applyAndCheck() {
        apply();
        return check.round();
    }

    private void apply() {
        long from = projection.position(0);
        var _ = projection.apply(0, from, partition.from(from));
    }

    private static void assertThatNothingIsMissing(Completeness found) {
        assertThat(found.ordersMissing()).isZero();
        assertThat(found.storesMissing()).isZero();
        assertThat(found.checkedEvents()).isEqualTo(found.events());
    }

    @Test
    void read_models_that_followed_the_log_are_complete_from_batch_to_batch() {
        RandomStore random = new RandomStore(StoreLog.opened("random", partition), 5);
        for (int batch = 0; batch < 5; batch++) {
            IntStream.range(0, 60).forEach(_ -> random.happen());

            Completeness found = applyAndCheck();

            assertThatNothingIsMissing(found);
            assertThat(found.events()).isEqualTo(partition.records().size());
        }
    }

    @Test
    void what_is_parked_or_skipped_is_not_missing_and_is_counted() {
        Poison.UNKNOWN_TYPE.appendTo(store, "sound");
        Poison.NULL_VALUE.appendTo(store, "other");
        store.append(Poison.placed("later", 3));

        Completeness found = applyAndCheck();
        assertThatNothingIsMissing(found);
        assertThat(found.ordersParked()).isEqualTo(2);

        var release = database.release();
        SkipDecision decision = new SkipDecision("확인함", new Actor(Role.CHAIN_ADMIN, "boss"), null);
        release.skip(new Position(0, 5), decision);
        release.skip(new Position(0, 6), decision);
        store.appendUnfolded(Poison.prepared("sound", 3));
        found = applyAndCheck();
        assertThatNothingIsMissing(found);
        assertThat(found.ordersParked()).isZero();
    }

    @Test
    void a_store_that_waits_is_counted() {
        store.follow(store.sequence() + 1, "f".repeat(64));
        store.appendUnfolded(Poison.prepared("sound", 2));

        assertThat(applyAndCheck().storesParked()).isEqualTo(1);
    }

    @Test
    void an_event_that_is_gone_from_the_journal_is_missing_until_it_is_back() {
        store.append(Poison.prepared("sound", 2));
        apply();
        database.jdbc().execute("CREATE TABLE orders_g1.kept AS SELECT * FROM orders_g1.journal WHERE sequence = 4");
        database.jdbc().execute("DELETE FROM orders_g1.journal WHERE sequence = 4");

        Completeness found = check.round();
        assertThat(found.storesMissing()).isEqualTo(1);
        assertThat(found.ordersMissing()).isEqualTo(1);
        assertThat(check.round().storesMissing()).isEqualTo(1);

        database.jdbc().execute("INSERT INTO orders_g1.journal SELECT * FROM orders_g1.kept");
        assertThatNothingIsMissing(check.round());
    }

    @Test
    void what_retention_took_out_is_not_missing_and_what_is_gone_behind_it_is() {
        store.pass(Duration.ofDays(31));
        store.append(Poison.prepared("sound", 2));
        store.append(Poison.prepared("other", 2));
        apply();
        database.jdbc().execute("""
                INSERT INTO orders.journal_start SELECT store_id, log_partition, log_offset, sequence, hash, event_time
                FROM orders_g1.journal WHERE sequence = 5""");
        database.jdbc().execute("DROP TABLE orders_g1.journal_2026_03");

        assertThatNothingIsMissing(check.round());

        check = checkFromTheBeginning();
        database.jdbc().execute("DELETE FROM orders_g1.journal WHERE sequence = 6");
        assertThat(check.round().storesMissing()).isEqualTo(1);
    }

    @Test
    void a_number_that_is_in_the_journal_twice_hides_no_other_that_is_not_there() {
        store.append(Poison.prepared("sound", 2));
        apply();
        database.jdbc().execute("""
                UPDATE orders_g1.journal SET sequence = 3, event_time = event_time + interval '1 ms' WHERE sequence = 4""");

        assertThat(check.round().storesMissing()).isEqualTo(1);
    }

    @Test
    void an_orders_row_behind_the_journal_is_missing_something() {
        store.append(Poison.prepared("sound", 2));
        apply();
        database.jdbc().execute("UPDATE orders_g1.orders SET version = 1 WHERE order_id = 'sound'");

        Completeness found = check.round();

        assertThat(found.ordersMissing()).isEqualTo(1);
        assertThat(found.storesMissing()).isZero();
    }

    @Test
    void an_event_that_was_swallowed_at_the_very_end_is_missing_until_it_is_there() {
        apply();
        long before = projection.position(0);
        store.append(Poison.placed("swallowed", 3));
        partition.skipOffset();
        store.appendUnfolded(Poison.prepared("swallowed", 2));
        passOver(3);

        Completeness found = check.round();

        assertThat(found.storesMissing()).isEqualTo(1);
        assertThat(found.ordersMissing()).isEqualTo(1);
        assertThat(check.round().ordersMissing()).isEqualTo(1);
        assertThat(looks).as("how often the log was read").isEqualTo(1);

        database.jdbc().update("UPDATE orders_g1.projection_position SET next_offset = ?", before);
        assertThatNothingIsMissing(applyAndCheck());
    }

    @Test
    void the_end_of_a_transaction_is_nothing_to_look_for() {
        apply();
        passOver(1);

        assertThatNothingIsMissing(check.round());
        assertThat(looks).isZero();
    }

    @Test
    void copies_at_the_end_are_not_missing() {
        apply();
        partition
                .from(3)
                .forEach(event -> partition.append(
                        new ProducerRecord<>(Topics.ORDER_EVENTS, null, event.key(), event.value(), event.headers())));
        passOver(2);

        assertThatNothingIsMissing(check.round());
        assertThat(looks).isEqualTo(1);
    }
}
