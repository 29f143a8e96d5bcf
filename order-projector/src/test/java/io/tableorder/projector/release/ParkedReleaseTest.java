package io.tableorder.projector.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.decide.Decision;
import io.tableorder.decide.StoreDecider;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.Poison;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.release.ReleaseOutcome.NotParked;
import io.tableorder.projector.release.ReleaseOutcome.Released;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedReleaseTest extends ReleaseFixture {
    @Test
    void an_order_goes_on_in_sequence_once_what_stood_in_its_way_is_gone() {
        refuse("orders_g1.orders", "version = 1");
        store.append(Poison.prepared("sound", 2));
        store.append(completed("sound", 3));
        store.append(Poison.placed("later", 2));
        applyAll();
        assertThat(parked()).containsExactly("4 order REFUSED_BY_DATABASE", "5 order BEHIND_PARKED");

        assertThat(retry(4).applied().parked()).hasSize(1);
        assertThat(parked()).containsExactly("4 order REFUSED_BY_DATABASE", "5 order BEHIND_PARKED");
        permit("orders_g1.orders");

        assertThat(retry(5).applied().events()).hasSize(2);
        assertEqualsFold(store);
        assertThat(release.retry(new Position(0, 4))).isEqualTo(new NotParked());
    }

    @Test
    void an_order_is_released_into_a_session_that_was_ended_meanwhile() {
        refuse("orders_g1.orders", "order_id <> 'late'");
        store.append(Poison.placed("late", 2));
        store.append(Poison.prepared("late", 2));
        store.append(Poison.placed("gone", 3));
        store.append(new OrderEvent.Cancelled("gone", 2, "table", OrderStatus.PENDING, 18_000, null));
        store.append(new SessionEvent.Ended("session", "table", 1, 18_000, 2));
        store.append(new TableEvent.Removed("table", 1));
        applyAll();
        permit("orders_g1.orders");

        retry(4);

        assertEqualsFold(store);
        assertThat(statuses()).contains("late PREPARING 2");
        assertThat(database.texts("SELECT total_amount || ' ' || order_count FROM orders.sessions"))
                .containsExactly("18000 2");
    }

    @Test
    void an_order_is_released_to_where_its_party_has_moved_and_joined_others_meanwhile() {
        refuse("orders_g1.orders", "order_id <> 'late'");
        store.append(new TableEvent.Added("terrace", 2));
        store.append(new TableEvent.Added("hall", 3));
        store.append(Poison.placed("late", 2));
        command(new TableCommand.MoveSession("table", "terrace", TableCommand.SeenSession.ANY));
        store.append(new SessionEvent.Started("others", "hall", 3));
        command(new TableCommand.MergeSession("terrace", "hall", null, TableCommand.SeenSession.ANY));
        applyAll();
        assertThat(parked()).first().isEqualTo("6 order REFUSED_BY_DATABASE");
        permit("orders_g1.orders");

        retry(6);

        assertEqualsFold(store);
        assertThat(database.texts("SELECT order_id || ' ' || table_number FROM orders.orders ORDER BY 1"))
                .containsExactly("late 3", "sound 3");
        assertThat(database.texts("SELECT session_id || ' ' || total_amount FROM orders.sessions ORDER BY 1"))
                .containsExactly("others 18000", "session 0");
    }

    private void command(TableCommand command) {
        if (StoreDecider.decide(store.state(), command, store.now()) instanceof Decision.Granted(var events)) {
            events.forEach(store::append);
        }
    }

    @Test
    void an_order_that_came_after_the_end_of_its_session_stays_parked() {
        store.append(new SessionEvent.Ended("session", "table", 1, 9_000, 1));
        store.appendUnfolded(Poison.placed("late", 2));
        applyAll();

        assertThat(retry(5).applied().parked()).hasSize(1);

        assertThat(parked()).containsExactly("5 order IMPOSSIBLE");
    }

    @Test
    void a_retry_stops_at_the_first_event_that_cannot_be_applied_and_says_why_now() {
        refuse("orders_g1.orders", "status <> 'PREPARING'");
        store.append(Poison.prepared("sound", 2));
        store.appendUnfolded(Poison.prepared("sound", 3));
        store.appendUnfolded(completed("sound", 4));
        applyAll();
        permit("orders_g1.orders");

        Released released = retry(4);

        assertThat(released.applied().events()).hasSize(1);
        assertThat(parked()).containsExactly("5 order IMPOSSIBLE", "6 order BEHIND_PARKED");
        assertThat(details()).first().isEqualTo("Order sound cannot go from PREPARING to PREPARING");
        assertThat(statuses()).containsExactly("sound PREPARING 2");
    }

    @Test
    void a_store_goes_on_once_what_stood_in_its_way_is_gone_but_for_orders_that_have_a_fault_of_their_own() {
        refuse("orders_g1.tables", "table_id <> 'terrace'");
        store.append(new TableEvent.Added("terrace", 2));
        store.append(new SessionEvent.Started("outside", "terrace", 2));
        store.append(Poison.placed("later", 2));
        Poison.UNKNOWN_TYPE.appendTo(store, "later");
        store.append(Poison.prepared("sound", 2));
        applyAll();
        assertThat(parked()).hasSize(5).first().isEqualTo("4 store REFUSED_BY_DATABASE");
        permit("orders_g1.tables");

        retry(6);

        assertThat(parked()).containsExactly("7 order UNKNOWN_TYPE");
        assertThat(database.board("store").tables())
                .isEqualTo(BoardView.of(store.state(), FreeTexts.AS_KEPT).tables());
    }

    @Test
    void an_event_that_could_not_even_be_placed_in_the_chain_takes_its_place_when_it_can_be_read() {
        store.append(Poison.prepared("sound", 2));
        ConsumerRecord<byte[], byte[]> good = partition.records().getLast();
        misreadNext(good);
        store.append(Poison.placed("later", 2));
        ConsumerRecord<byte[], byte[]> alsoGood = partition.records().getLast();
        misreadNext(alsoGood);
        assertThat(parked()).containsExactly("4 order NULL_VALUE", "5 order NULL_VALUE");
        readable(alsoGood);
        readable(good);

        retry(5);
        retry(4);
        store.append(completed("sound", 3));
        applyAll();

        assertEqualsFold(store);
    }

    @Test
    void an_event_whose_neighbours_name_other_hashes_is_not_let_into_the_chain() {
        store.append(Poison.prepared("sound", 2));
        misreadNext(partition.records().getLast());
        store.append(Poison.placed("later", 2));
        applyAll();
        store.follow(4, "f".repeat(64));
        var forged = store.encode(Poison.prepared("sound", 2), 5, store.hash()).toRecord(0);
        database.jdbc()
                .update("UPDATE orders_g1.parked_events SET value = ? WHERE log_offset = 4", (Object) forged.value());

        retry(4);

        assertThat(parked()).containsExactly("4 order CHAIN_BROKEN");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_was_parked_the_read_models_equal_the_fold_when_all_of_it_is_released(long seed) throws Exception {
        List<RandomStore> stores = IntStream.range(0, 3)
                .mapToObj(i -> new RandomStore(StoreLog.opened("random-" + i, partition), seed * 10 + i))
                .toList();
        Random random = new Random(seed);
        IntStream.range(0, 400)
                .forEach(_ -> stores.get(random.nextInt(stores.size())).happen());
        database.jdbc().execute("""
                CREATE FUNCTION orders_g1.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF NEW.sequence % 23 = 0 THEN RAISE EXCEPTION 'refused' USING ERRCODE = '22000'; END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON orders_g1.journal FOR EACH ROW EXECUTE FUNCTION orders_g1.refuse()""");
        int half = partition.records().size() / 2;
        applyUpTo(half, random);
        assertThat(parked()).isNotEmpty();
        database.jdbc().execute("DROP TRIGGER refuse ON orders_g1.journal");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> lane = threads.submit(() -> applyUpTo(partition.records().size(), random));
            Random order = new Random(seed);
            do {
                List<String> positions = database.texts("""
                        SELECT log_partition || '-' || log_offset FROM orders.parked_events
                        WHERE reason <> 'BEHIND_PARKED'""");
                Collections.shuffle(positions, order);
                positions.forEach(position -> release.retry(Position.parse(position)));
            } while (!lane.isDone() || database.count("parked_events") > 0);
            lane.get();
        }

        assertEqualsFold(store);
        stores.forEach(one -> assertEqualsFold(one.log()));
        assertThat(database.count("journal")).isEqualTo(partition.records().size());
        assertThat(database.texts(
                        "SELECT status || ' ' || orders FROM orders.order_counts WHERE orders > 0 ORDER BY 1"))
                .isEqualTo(database.texts(
                        "SELECT status || ' ' || count(*) FROM orders.orders GROUP BY status ORDER BY 1"));
    }

    private void refuse(String table, String unless) {
        database.jdbc().execute("ALTER TABLE " + table + " ADD CONSTRAINT refuse CHECK (" + unless + ") NOT VALID");
    }

    private void permit(String table) {
        database.jdbc().execute("ALTER TABLE " + table + " DROP CONSTRAINT refuse");
    }

    private void readable(ConsumerRecord<byte[], byte[]> record) {
        database.jdbc()
                .update(
                        "UPDATE orders_g1.parked_events SET value = ? WHERE log_offset = ?",
                        record.value(),
                        record.offset());
    }

    private void applyUpTo(int count, Random random) {
        while (projection.position(0) < count) {
            applyUpToOffset(Math.min(count, projection.position(0) + 1 + random.nextInt(30)));
        }
    }

    private List<String> details() {
        return database.texts("SELECT detail FROM orders.parked_events ORDER BY log_offset");
    }

    private void assertEqualsFold(StoreLog log) {
        assertThat(parked()).isEmpty();
        assertThat(database.board(log.storeId())).isEqualTo(BoardView.of(log.state(), FreeTexts.AS_KEPT));
        assertThat(database.texts("""
                SELECT sequence || '' FROM orders.journal WHERE store_id = ? ORDER BY sequence""", log.storeId()))
                .isEqualTo(IntStream.rangeClosed(1, (int) log.sequence())
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void the_first_event_behind_the_start_must_link_to_it() {
        store.pass(Duration.ofDays(31));
        store.append(Poison.placed("late", 2));
        ConsumerRecord<byte[], byte[]> record = partition.records().getLast();
        misreadNext(record);
        database.jdbc().update("UPDATE orders_g1.parked_events SET value = ?", (Object) record.value());
        database.jdbc().execute("""
                INSERT INTO orders.journal_start SELECT store_id, log_partition, log_offset, sequence, 'other', event_time
                FROM orders_g1.journal ORDER BY sequence DESC LIMIT 1""");
        String hash = database.texts("SELECT hash FROM orders.journal ORDER BY sequence DESC LIMIT 1")
                .getFirst();
        database.jdbc().execute("DROP TABLE orders_g1.journal_2026_03");
        store.append(Poison.prepared("sound", 2));
        applyAll();

        assertThat(retry(record.offset()).applied().events()).isEmpty();
        database.jdbc().update("UPDATE orders.journal_start SET hash = ?", hash);
        assertThat(retry(record.offset()).applied().events()).hasSize(1);
    }
}
