package io.tableorder.projector.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.OperatorEvent.RecordSkipped;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.hold.RecordHash;
import io.tableorder.projector.Poison;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A decision in the log leaves a record out of the read models, live and in every generation that is built anew. */
class SkipByDecisionTest {
    private final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();
    private final StoreLog.Partition partition = new StoreLog.Partition(0);
    private Projection projection;
    private StoreLog store;

    @BeforeEach
    void open() {
        projection = database.migrated().projection();
        store = StoreLog.opened("store", partition);
        store.append(new TableEvent.Added("table", 1));
        store.append(new SessionEvent.Started("session", "table", 1));
        store.append(Poison.placed("sound", 1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ConsumerRecord<byte[], byte[]> garbage(String text) {
        return partition.append(new ProducerRecord<>("order-events", 0, StoreLog.bytes("store"), StoreLog.bytes(text)));
    }

    private void isSkipped(ConsumerRecord<byte[], byte[]> record) {
        store.append(new RecordSkipped("0-" + record.offset(), RecordHash.of("store", record.value()), "시험 기록"));
    }

    private void applyAll() {
        long from = projection.position(0);
        List<ConsumerRecord<byte[], byte[]>> left = partition.from(from);
        if (!left.isEmpty()) {
            var _ = projection.apply(0, from, left);
        }
    }

    private List<String> rows() {
        return database.texts("""
                SELECT concat_ws(' ', order_id, status, version) FROM orders.orders
                UNION ALL SELECT concat_ws(' ', 'journal', log_offset, type, sequence) FROM orders.journal
                UNION ALL SELECT concat_ws(' ', 'parked', log_offset, scope, reason) FROM orders.parked_events
                UNION ALL SELECT concat_ws(' ', 'skipped', log_offset, skip_reason, skipped_by_id)
                FROM orders.skipped_events ORDER BY 1""");
    }

    /** Acts as when the database is lost, and with it all that is not in the log. */
    private List<String> rowsOfALostDatabase() {
        projection = database.migrated().projection();
        applyAll();
        return rows();
    }

    @Test
    void a_store_that_garbage_stopped_goes_on_behind_the_decision() {
        ConsumerRecord<byte[], byte[]> garbage = garbage("garbage");
        applyAll();
        assertThat(rows()).contains("parked 4 store INVALID_JSON");

        isSkipped(garbage);
        store.append(Poison.placed("later", 2));
        applyAll();

        assertThat(rows())
                .contains("later PENDING 1", "skipped 4 시험 기록 staff-1")
                .noneMatch(row -> row.startsWith("parked"));
        assertThat(rowsOfALostDatabase()).isEqualTo(rows());
    }

    @Test
    void what_waited_is_applied_in_order_and_copies_are_left_out_too() {
        ConsumerRecord<byte[], byte[]> garbage = garbage("garbage");
        store.append(Poison.placed("waiting", 2));
        garbage("garbage");
        store.append(Poison.placed("waiting too", 3));
        applyAll();

        isSkipped(garbage);
        applyAll();

        List<String> live = rows();
        assertThat(live)
                .contains("waiting PENDING 1", "waiting too PENDING 1")
                .noneMatch(row -> row.startsWith("parked"));
        assertThat(rowsOfALostDatabase()).isEqualTo(live);
    }

    @Test
    void another_record_stops_the_store_until_there_is_a_decision_about_it_too() {
        ConsumerRecord<byte[], byte[]> first = garbage("one");
        ConsumerRecord<byte[], byte[]> second = garbage("two");
        isSkipped(first);
        applyAll();
        assertThat(rows()).contains("parked 5 store INVALID_JSON", "parked 6 store BEHIND_PARKED");

        isSkipped(second);
        store.append(new CatalogueEvent.CategoryAdded("category", "식사", 1));
        applyAll();

        List<String> live = rows();
        assertThat(live).noneMatch(row -> row.startsWith("parked"));
        assertThat(rowsOfALostDatabase()).isEqualTo(live);
    }

    @Test
    void an_event_of_a_later_type_stays_a_link_of_the_chain() {
        Poison.UNKNOWN_TYPE.appendTo(store, "sound");
        ConsumerRecord<byte[], byte[]> later = partition.records().getLast();
        store.append(Poison.placed("later", 2));
        applyAll();
        assertThat(rows()).contains("parked 4 order UNKNOWN_TYPE");

        isSkipped(later);
        applyAll();

        List<String> live = rows();
        assertThat(live).contains("later PENDING 1").noneMatch(row -> row.startsWith("parked"));
        assertThat(rowsOfALostDatabase()).isEqualTo(live);
    }
}
