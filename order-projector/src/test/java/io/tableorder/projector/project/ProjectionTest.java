package io.tableorder.projector.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.board.BoardView;
import io.tableorder.board.FreeTexts;
import io.tableorder.event.Allergen;
import io.tableorder.event.CallEvent;
import io.tableorder.event.CatalogueEvent;
import io.tableorder.event.CatalogueEvent.MenuItem;
import io.tableorder.event.ChosenOption;
import io.tableorder.event.MenuDetails;
import io.tableorder.event.OptionGroup;
import io.tableorder.event.OptionGroup.Option;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.Station;
import io.tableorder.event.StationEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.event.Translations;
import io.tableorder.event.Translations.Translation;
import io.tableorder.projector.RandomStore;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.wire.HashChain;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

class ProjectionTest {
    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private final StoreLog.Partition partition = new StoreLog.Partition(3);
    private Projection projection;

    @BeforeEach
    void migrate() {
        projection = database.migrated().projection();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_read_models_equal_the_fold_however_the_log_is_cut_into_batches(long seed) {
        List<RandomStore> stores = IntStream.range(0, 3)
                .mapToObj(i -> new RandomStore(StoreLog.opened("store-" + i, partition), seed * 10 + i))
                .toList();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            stores.get(random.nextInt(stores.size())).happen();
            if (random.nextInt(5) == 0) {
                partition.skipOffset();
            }
        }

        applyInBatches(random, random.nextBoolean() ? 10 : 150);

        assertThat(database.texts("SELECT reason || ' ' || detail FROM orders.parked_events"))
                .isEmpty();

        for (RandomStore store : stores) {
            assertEqualsFold(store.log());
        }
        assertThat(database.count("journal")).isEqualTo(partition.records().size());
        assertThat(database.count("parked_events")).isZero();
        assertThat(database.texts(
                        "SELECT status || ' ' || orders FROM orders.order_counts WHERE orders > 0 ORDER BY 1"))
                .isEqualTo(database.texts(
                        "SELECT status || ' ' || count(*) FROM orders.orders GROUP BY status ORDER BY 1"));
    }

    @Test
    void the_journal_holds_the_very_bytes_of_the_log() {
        RandomStore store = new RandomStore(StoreLog.opened("store", partition), 7);
        IntStream.range(0, 50).forEach(_ -> store.happen());

        apply(partition.records());

        List<byte[]> values =
                database.jdbc().queryForList("SELECT value FROM orders.journal ORDER BY sequence", byte[].class);
        assertThat(values)
                .containsExactlyElementsOf(
                        partition.records().stream().map(ConsumerRecord::value).toList());
        assertThat(database.texts("SELECT hash FROM orders.journal ORDER BY sequence"))
                .containsExactlyElementsOf(
                        values.stream().map(HashChain::sealOf).toList());
    }

    @Test
    void a_repeated_batch_changes_nothing() {
        RandomStore store = new RandomStore(StoreLog.opened("store", partition), 1);
        IntStream.range(0, 60).forEach(_ -> store.happen());
        apply(partition.records());
        BoardView board = database.board("store");

        assertThatThrownBy(() -> projection.apply(3, 0, partition.records()))
                .isInstanceOf(StalePositionException.class);

        assertThat(database.board("store")).isEqualTo(board);
        assertThat(database.count("journal")).isEqualTo(partition.records().size());
    }

    @Test
    void of_two_projectors_on_one_partition_one_loses_and_every_event_is_in_once() throws Exception {
        RandomStore store = new RandomStore(StoreLog.opened("store", partition), 2);
        IntStream.range(0, 200).forEach(_ -> store.happen());
        CountDownLatch together = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> rivals = IntStream.range(0, 2)
                    .mapToObj(_ -> threads.submit(() -> {
                        together.await();
                        return applyAllAsOneOfSeveral();
                    }))
                    .toList();
            together.countDown();
            for (Future<Integer> rival : rivals) {
                rival.get();
            }
        }

        assertEqualsFold(store.log());
        assertThat(database.count("journal")).isEqualTo(partition.records().size());
        assertThat(database.count("parked_events")).isZero();
    }

    @Test
    void projectors_that_take_turns_each_know_what_the_other_did() {
        RandomStore store = new RandomStore(StoreLog.opened("store", partition), 4);
        IntStream.range(0, 200).forEach(_ -> store.happen());
        List<Projection> turns = List.of(projection, database.projection());
        List<ConsumerRecord<byte[], byte[]>> left = partition.records();
        for (int turn = 0; !left.isEmpty(); turn++) {
            Projection mine = turns.get(turn / 3 % 2);
            List<ConsumerRecord<byte[], byte[]>> batch = left.subList(0, Math.min(5, left.size()));
            long from = turn % 3 == 0 ? mine.position(3) : batch.getFirst().offset();

            var _ = mine.apply(3, from, batch);
            left = left.subList(batch.size(), left.size());
        }

        assertEqualsFold(store.log());
        assertThat(database.count("parked_events")).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rows_are_read_again_if_the_revision_says_that_somebody_else_changed_them(boolean raised) {
        RandomStore store = new RandomStore(StoreLog.opened("store", partition), 5);
        IntStream.range(0, 30).forEach(_ -> store.happen());
        apply(partition.records());
        long position = partition.records().getLast().offset() + 1;
        database.jdbc().update("UPDATE orders_g1.store_heads SET hash = 'another'");
        if (raised) {
            database.jdbc().update("UPDATE orders_g1.projection_position SET revision = revision + 1");
        }

        store.place();
        Applied applied = projection.apply(3, position, partition.from(position));

        assertThat(applied.parked().isEmpty()).isNotEqualTo(raised);
    }

    @Test
    void a_transaction_that_dies_leaves_nothing_and_the_next_try_everything() {
        RandomStore store = new RandomStore(StoreLog.opened("store", partition), 3);
        IntStream.range(0, 80).forEach(_ -> store.happen());
        List<ConsumerRecord<byte[], byte[]>> all = partition.records();
        int half = all.size() / 2;
        apply(all.subList(0, half));
        BoardView before = database.board("store");
        database.jdbc().execute("""
                CREATE FUNCTION orders_g1.die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE TRIGGER die AFTER INSERT ON orders_g1.journal EXECUTE FUNCTION orders_g1.die()""");

        List<ConsumerRecord<byte[], byte[]>> rest = all.subList(half, all.size());
        assertThatThrownBy(() -> apply(rest)).isInstanceOfAny(DataAccessException.class, TransactionException.class);
        assertThat(database.board("store")).isEqualTo(before);
        assertThat(projection.position(3)).isEqualTo(all.get(half - 1).offset() + 1);

        database.jdbc().execute("DROP TRIGGER die ON orders_g1.journal");
        apply(rest);
        assertEqualsFold(store.log());
    }

    @Test
    void the_position_moves_over_offsets_without_records() {
        StoreLog.opened("store", partition);
        apply(partition.records());

        projection.skip(3, 1, 2);

        assertThat(projection.position(3)).isEqualTo(2);
        assertThatThrownBy(() -> projection.skip(3, 1, 2)).isInstanceOf(StalePositionException.class);
    }

    @Test
    void what_is_no_longer_live_takes_nothing_more() {
        RandomStore store = new RandomStore(StoreLog.opened("store", partition), 4);
        apply(partition.records());
        store.place();
        database.jdbc().update("UPDATE orders.generations SET state = 'previous'");

        assertThatThrownBy(() -> apply(partition.from(1))).isInstanceOf(StalePositionException.class);
        assertThatThrownBy(() -> projection.skip(3, 1, 2)).isInstanceOf(StalePositionException.class);

        assertThat(projection.position(3)).isEqualTo(1);
        assertThat(database.count("journal")).isEqualTo(1);
    }

    /** As a lane does: the position is asked for once. */
    private void applyInBatches(Random random, int largest) {
        long from = projection.position(3);
        List<ConsumerRecord<byte[], byte[]>> left = partition.records();
        while (!left.isEmpty()) {
            int size = Math.min(left.size(), 1 + random.nextInt(largest));
            List<ConsumerRecord<byte[], byte[]>> batch = left.subList(0, size);
            var _ = projection.apply(3, from, batch);
            from = batch.getLast().offset() + 1;
            left = left.subList(size, left.size());
        }
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> records) {
        var _ = projection.apply(3, projection.position(3), records);
    }

    private int applyAllAsOneOfSeveral() {
        int batches = 0;
        while (true) {
            long position = projection.position(3);
            List<ConsumerRecord<byte[], byte[]>> left = partition.from(position);
            if (left.isEmpty()) {
                return batches;
            }
            try {
                var _ = projection.apply(3, position, left.subList(0, Math.min(7, left.size())));
                batches++;
            } catch (StalePositionException expected) {
                // The rival was first.
            }
        }
    }

    @Test
    void a_call_that_is_over_keeps_where_it_was_answered_and_how_long_it_waited() {
        StoreLog store = StoreLog.opened("store", partition);
        store.append(new TableEvent.Added("t1", 1));
        store.append(new CallEvent.Made("c1", "water", null, "t1", 1));
        store.append(new CallEvent.Made("c2", "bill", null, "t1", 1));
        store.pass(Duration.ofSeconds(90));
        store.append(new CallEvent.Ended("c1", "water", "t1", 1, CallEvent.CallOutcome.ANSWERED));

        apply(partition.records());

        assertThat(database.texts("""
                SELECT concat_ws(' ', call_id, kind, table_number, extract(epoch FROM ended_at - called_at)::int, outcome)
                FROM orders.calls ORDER BY call_id""")).containsExactly("c1 water 1 90 ANSWERED", "c2 bill 1");
        assertEqualsFold(store);
    }

    @Test
    void a_call_that_ends_twice_holds_its_store_back() {
        StoreLog store = StoreLog.opened("store", partition);
        store.append(new TableEvent.Added("t1", 1));
        CallEvent.Ended ended = new CallEvent.Ended("c1", "water", "t1", 1, CallEvent.CallOutcome.ANSWERED);
        store.append(new CallEvent.Made("c1", "water", null, "t1", 1));
        store.append(ended);
        var _ = store.appendUnfolded(ended);

        apply(partition.records());

        assertThat(database.texts("SELECT scope || ' ' || reason FROM orders.parked_events"))
                .containsExactly("store IMPOSSIBLE");
    }

    @Test
    void a_line_keeps_its_options_and_a_dish_what_there_is_to_choose() {
        StoreLog store = StoreLog.opened("store", partition);
        OptionGroup size = new OptionGroup("size", "양", 0, 1, List.of(new Option("large", "곱빼기 \"특\"", 2_000, true)));
        MenuItem ramyeon = new MenuItem("ramyeon", "meals", "라면", 6_000, null, null, 1, true, null, null);
        store.append(new CatalogueEvent.CategoryAdded("meals", "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(ramyeon));
        store.append(new CatalogueEvent.MenuOptionsChanged(ramyeon.withOptionGroups(List.of(size))));
        store.append(new CatalogueEvent.MenuOptionAvailabilityChanged("ramyeon", "large", false, null));
        store.append(new TableEvent.Added("t1", 1));
        store.append(new SessionEvent.Started("s1", "t1", 1));
        ChosenOption large = new ChosenOption("size", "양", "large", "곱빼기 \"특\"", 2_000);
        OrderLine line = new OrderLine("1", "ramyeon", "라면", 8_000, 3, null, List.of(large), null);
        LocalDate day = LocalDate.of(2026, 3, 2);
        store.append(new OrderEvent.Placed("o1", 1, 1, day, "s1", "t1", 1, List.of(line), 24_000));
        store.append(new OrderEvent.ItemRemoved("o1", 2, "t1", "1", 1, 16_000, 16_000, null));

        apply(partition.records());

        assertThat(database.texts("SELECT subtotal || ' ' || (options -> 0 ->> 'option_name') FROM orders.order_items"))
                .containsExactly("16000 곱빼기 \"특\"");
        assertThat(database.texts("SELECT option_groups #>> '{0,options,0,available}' FROM orders.menus"))
                .containsExactly("false");
        assertEqualsFold(store);
    }

    @Test
    void a_dish_keeps_what_else_guests_are_told_of_it_and_a_category_its_translations() {
        StoreLog store = StoreLog.opened("store", partition);
        MenuItem ramyeon = new MenuItem("ramyeon", "meals", "라면", 6_000, null, null, 1, true, null, null);
        Translations japanese = new Translations(null, null, new Translation("ラーメン \"特\"", null), null);
        MenuDetails details = new MenuDetails(japanese, List.of(Allergen.PINE_NUT), "밀: 미국산", 2);
        store.append(new CatalogueEvent.CategoryAdded("meals", "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(ramyeon));
        store.append(new CatalogueEvent.MenuDetailsChanged(ramyeon.withDetails(details)));
        store.append(new CatalogueEvent.MenuAvailabilityChanged("ramyeon", false));
        store.append(new CatalogueEvent.CategoryDetailsChanged("meals", "식사", 1, false, japanese));
        store.append(new CatalogueEvent.CategoryChanged("meals", "정식", 2));

        apply(partition.records());

        assertThat(
                        database.texts(
                                "SELECT (details #>> '{translations,ja,name}') || ' ' || (details -> 'allergens') FROM orders.menus"))
                .containsExactly("ラーメン \"特\" [\"pine_nut\"]");
        assertThat(database.texts(
                        "SELECT category_name || ' ' || (translations #>> '{ja,name}') FROM orders.categories"))
                .containsExactly("정식 ラーメン \"特\"");
        assertEqualsFold(store);
    }

    @Test
    void a_dish_that_is_not_there_has_no_details() {
        StoreLog store = StoreLog.opened("store", partition);
        store.append(new CatalogueEvent.CategoryAdded("meals", "식사", 1));
        MenuItem ramyeon = new MenuItem("ramyeon", "meals", "라면", 6_000, null, null, 1, true, null, null);
        var _ = store.appendUnfolded(new CatalogueEvent.MenuDetailsChanged(ramyeon));

        apply(partition.records());

        assertThat(database.texts("SELECT scope || ' ' || reason FROM orders.parked_events"))
                .containsExactly("store IMPOSSIBLE");
    }

    /** Completed lines in the order of their ids. */
    private static final String COMPLETED_LINES =
            "SELECT order_id || ' ' || item_id FROM orders.order_items WHERE completed ORDER BY order_id, item_id";

    /** An order of two lines of 10,000 each, and what happens to it, each in a transaction of its own or not. */
    private StoreLog anOrderOfTwoLines(OrderEvent... more) {
        StoreLog store = StoreLog.opened("store", partition);
        store.append(new CatalogueEvent.CategoryAdded("meals", "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(
                new MenuItem("ramyeon", "meals", "라면", 10_000, null, null, 1, true, null, null)));
        store.append(new TableEvent.Added("t1", 1));
        store.append(new SessionEvent.Started("s1", "t1", 1));
        List<OrderLine> lines = List.of(
                new OrderLine("1", "ramyeon", "라면", 10_000, 1, null),
                new OrderLine("2", "ramyeon", "라면", 10_000, 1, "꼬들하게"));
        store.append(new OrderEvent.Placed("o1", 1, 1, LocalDate.of(2026, 3, 2), "s1", "t1", 1, lines, 20_000));
        List.of(more).forEach(store::append);
        return store;
    }

    private static OrderEvent.StatusChanged became(int version, OrderStatus from, OrderStatus to) {
        return new OrderEvent.StatusChanged("o1", version, "t1", from, to);
    }

    @Test
    void lines_are_completed_by_themselves_in_the_batch_of_their_order_and_later() {
        StoreLog store = anOrderOfTwoLines(
                new OrderEvent.LinesCompleted("o1", 2, "t1", List.of("1")),
                became(3, OrderStatus.PENDING, OrderStatus.PREPARING));
        apply(partition.from(projection.position(3)));
        assertThat(database.texts(COMPLETED_LINES)).containsExactly("o1 1");
        assertEqualsFold(store);

        store.append(new OrderEvent.LinesReopened("o1", 4, "t1", List.of("1")));
        store.append(new OrderEvent.LinesCompleted("o1", 5, "t1", List.of("2")));
        apply(partition.from(projection.position(3)));
        assertThat(database.texts(COMPLETED_LINES)).containsExactly("o1 2");
        assertEqualsFold(store);
    }

    @Test
    void an_order_that_comes_back_has_its_lines_open_but_those_that_are_said_to_be_done() {
        StoreLog store = anOrderOfTwoLines(
                new OrderEvent.LinesCompleted("o1", 2, "t1", List.of("1")),
                became(3, OrderStatus.PENDING, OrderStatus.PREPARING),
                new OrderEvent.LinesCompleted("o1", 4, "t1", List.of("2")),
                became(5, OrderStatus.PREPARING, OrderStatus.COMPLETED));
        apply(partition.from(projection.position(3)));
        assertEqualsFold(store);

        store.append(became(6, OrderStatus.COMPLETED, OrderStatus.PREPARING));
        store.append(new OrderEvent.LinesCompleted("o1", 7, "t1", List.of("2")));
        apply(partition.from(projection.position(3)));
        assertThat(database.texts(COMPLETED_LINES)).containsExactly("o1 2");
        assertEqualsFold(store);

        store.append(became(8, OrderStatus.PREPARING, OrderStatus.COMPLETED));
        store.append(became(9, OrderStatus.COMPLETED, OrderStatus.PREPARING));
        apply(partition.from(projection.position(3)));
        assertThat(database.texts(COMPLETED_LINES)).isEmpty();
        assertEqualsFold(store);
    }

    @Test
    void lines_of_a_completed_order_cannot_go_on() {
        StoreLog store = anOrderOfTwoLines(became(2, OrderStatus.PENDING, OrderStatus.COMPLETED));
        var _ = store.appendUnfolded(new OrderEvent.LinesCompleted("o1", 3, "t1", List.of("1")));

        apply(partition.records());

        assertThat(database.texts("SELECT scope || ' ' || reason FROM orders.parked_events"))
                .containsExactly("order IMPOSSIBLE");
    }

    @Test
    void a_store_has_its_stations_until_they_are_removed() {
        StoreLog store = StoreLog.opened("store", partition);
        store.append(new StationEvent.Added(new Station("grill", "그릴 \"1\"", List.of("meals"), List.of())));
        store.append(new StationEvent.Added(new Station("bar", "바", List.of(), List.of("soju", "{x}, \\"))));
        store.append(new StationEvent.Changed(new Station("grill", "구이", List.of("meals", "grill"), List.of())));
        apply(partition.records());
        assertEqualsFold(store);

        store.append(new StationEvent.Removed("bar"));
        apply(partition.from(projection.position(3)));
        assertThat(database.texts("SELECT station_name FROM orders.stations")).containsExactly("구이");
        assertEqualsFold(store);
    }

    @Test
    void a_station_that_is_not_there_cannot_change() {
        StoreLog store = StoreLog.opened("store", partition);
        var _ = store.appendUnfolded(new StationEvent.Removed("grill"));

        apply(partition.records());

        assertThat(database.texts("SELECT scope || ' ' || reason FROM orders.parked_events"))
                .containsExactly("store IMPOSSIBLE");
    }

    @Test
    void an_option_that_is_not_there_cannot_sell_out() {
        StoreLog store = StoreLog.opened("store", partition);
        store.append(new CatalogueEvent.CategoryAdded("meals", "식사", 1));
        store.append(new CatalogueEvent.MenuAdded(
                new MenuItem("ramyeon", "meals", "라면", 6_000, null, null, 1, true, null, null)));
        var _ = store.appendUnfolded(new CatalogueEvent.MenuOptionAvailabilityChanged("ramyeon", "large", false, null));

        apply(partition.records());

        assertThat(database.texts("SELECT scope || ' ' || reason FROM orders.parked_events"))
                .containsExactly("store IMPOSSIBLE");
    }

    private static void assertEqualsFold(StoreLog log) {
        String storeId = log.storeId();
        assertThat(database.board(storeId)).isEqualTo(BoardView.of(log.state(), FreeTexts.AS_KEPT));
        assertThat(database.openCalls(storeId)).isEqualTo(log.state().floor().openCalls());
        assertThat(database.categories(storeId))
                .isEqualTo(log.state().catalogue().categoriesInOrder());
        assertThat(database.stations(storeId)).isEqualTo(log.state().catalogue().stationsInOrder());
        assertThat(database.printers(storeId)).isEqualTo(log.state().catalogue().printersInOrder());
        assertThat(database.menus(storeId))
                .isEqualTo(log.state().catalogue().menus().values().stream()
                        .sorted(Comparator.comparing(MenuItem::menuId))
                        .toList());
        var profile = Objects.requireNonNull(log.state().profile());
        assertThat(database.texts("""
                SELECT concat_ws('/', chain_id, store_name, time_zone, currency, intake_paused, pause_reason)
                FROM orders.stores WHERE store_id = ?""", storeId))
                .containsExactly(String.join(
                        "/",
                        profile.chainId(),
                        profile.storeName(),
                        profile.timeZone().getId(),
                        profile.currency(),
                        profile.intakePaused()
                                ? profile.pauseReason() == null ? "t" : "t/" + profile.pauseReason()
                                : "f"));
    }
}
