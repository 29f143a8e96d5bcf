package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.embedded.QueryPlans;
import io.tableorder.event.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** On so many orders that PostgreSQL would rather read an index than a table, if there is a fitting one. */
class QueryPlansTest {
    private static final int STORES = 100;
    private static final int ORDERS_PER_STORE = 800;
    /** Between a store's orders: five months of the journal. */
    private static final String STEP = "4 hours";

    private static final String STORE = "store-7";
    private static final String ORDER = "store-7-order-00000300";
    private static final String TABLE = "store-7-table-3";

    /** What grows with every order. */
    private static final Pattern WHOLE_TABLE =
            Pattern.compile("Seq Scan on (orders|order_items|sessions|journal)(_\\d{4}_\\d\\d)?\\b");

    /** Rows that a step read and threw away: they are other orders' or other times'. */
    private static final Pattern THROWN_AWAY = Pattern.compile("Rows Removed by Filter: (\\d+)");

    private static final Pattern SEARCHES = Pattern.compile("Index Searches: (\\d+)");

    /** A store's open tables and those of its neighbours on a page; a store has {@link #ORDERS_PER_STORE} orders. */
    private static final int MOST_THROWN_AWAY = 100;

    private static QueryApi api;
    private static QueryPlans plans;

    @BeforeAll
    static void fill() throws Exception {
        api = new QueryApi();
        String fill = Files.readString(Path.of("../benchmarks/src/main/resources/queries/fill.sql"))
                .replace("${stores}", String.valueOf(STORES))
                .replace("${orders}", String.valueOf(ORDERS_PER_STORE))
                .replace("${step}", STEP);
        // Not a pooled connection, whose answers must come sooner than this one's.
        try (var connection = DriverManager.getConnection(api.database().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(fill);
            statement.execute("VACUUM ANALYZE");
        }
        plans = QueryPlans.recordedIn(api.database());
        Awaitility.await().untilAsserted(() -> api.get(staff(), "/admin/tables").expect(200));
        plans.take();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> no_query_reads_a_growing_table_as_a_whole() {
        return Stream.of(
                        get(table(), "/customer/menus"),
                        get(table(), "/customer/orders"),
                        get(table(), "/customer/calls"),
                        get(staff(), "/admin/orders"),
                        get(staff(), "/admin/orders?status=PENDING&table_id=" + TABLE),
                        get(staff(), "/admin/orders?at=2026-03-03T00:00:00Z"),
                        get(staff(), "/admin/orders/" + ORDER),
                        get(staff(), "/admin/orders/" + ORDER + "/events"),
                        get(staff(), "/admin/tables"),
                        get(staff(), "/admin/tables/" + TABLE + "/history"),
                        get(staff(), "/admin/tables/" + TABLE + "/history?start_date=2026-03-03&end_date=2026-03-06"),
                        get(staff(), "/admin/menus"),
                        get(staff(), "/admin/categories"),
                        get(staff(), "/admin/stations"),
                        get(staff(), "/admin/printers"),
                        get(staff(), "/admin/print-slips"),
                        get(admin(), "/admin/audit/verify?from=2026-03-03T00:00:00Z&to=2026-03-04T00:00:00Z"),
                        get(admin(), "/admin/stats?start=2026-03-03T00:00:00Z&end=2026-03-10T00:00:00Z"),
                        get(admin(), "/admin/reports/day?date=2026-03-03"),
                        get(chain(), "/chain/stores"),
                        get(chain(), "/chain/overview"),
                        get(chain(), "/chain/activity"),
                        get(chain(), "/chain/sales?start_date=2026-03-03&end_date=2026-03-06"))
                .map(get -> DynamicTest.dynamicTest(get.path(), () -> assertReadsLittle(get)));
    }

    /** The rest are pruned, or left alone once the answer is found. */
    @TestFactory
    Stream<DynamicTest> a_query_about_a_time_looks_into_no_month_before_it() {
        return Stream.of(
                        get(staff(), "/admin/orders?at=2026-05-03T00:00:00Z"),
                        get(staff(), "/admin/orders/store-7-order-00000700/events"))
                .map(get -> DynamicTest.dynamicTest(get.path(), () -> {
                    for (String plan : readsLittle(get)) {
                        assertThat(plan.lines().filter(line -> !line.contains("never executed")))
                                .as(plan)
                                .noneMatch(
                                        line -> line.contains("journal_2026_01") || line.contains("journal_2026_02"));
                    }
                }));
    }

    @Test
    void a_part_of_a_chain_costs_one_search_of_the_index_a_month() {
        String verify = "/admin/audit/verify?from=2026-03-03T00:00:00Z&to=2026-03-04T00:00:00Z";
        List<String> chain = readsLittle(get(admin(), verify)).stream()
                .filter(plan -> plan.contains("Index Scan using journal_2026_01_store_id_sequence"))
                .toList();

        assertThat(chain)
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(SEARCHES.matcher(plan)
                                .results()
                                .mapToInt(searches -> Integer.parseInt(searches.group(1)))
                                .max())
                        .hasValue(1));
    }

    @Test
    void a_later_page_of_history_costs_what_the_first_does() {
        String first = "/admin/tables/" + TABLE + "/history?limit=2";
        String cursor = api.get(staff(), first).expect(200).text("/next_cursor");

        assertReadsLittle(get(staff(), first + "&cursor=" + cursor));
    }

    private record Get(String token, String path) {}

    private static Get get(String token, String path) {
        return new Get(token, path);
    }

    private static void assertReadsLittle(Get get) {
        assertThat(readsLittle(get)).isNotEmpty();
    }

    /** The plans that ran. */
    private static List<String> readsLittle(Get get) {
        plans.take();
        api.get(get.token(), get.path()).expect(200);
        List<String> ran = plans.take();
        for (String plan : ran) {
            assertThat(WHOLE_TABLE.matcher(plan).find()).as(plan).isFalse();
            THROWN_AWAY
                    .matcher(plan)
                    .results()
                    .forEach(removed -> assertThat(Integer.parseInt(removed.group(1)))
                            .as(plan)
                            .isLessThanOrEqualTo(MOST_THROWN_AWAY));
        }
        return ran;
    }

    private static String table() {
        return api.token(Role.TABLE, "chain-7", STORE, TABLE);
    }

    private static String staff() {
        return api.token(Role.STAFF, "chain-7", STORE, null);
    }

    private static String admin() {
        return api.token(Role.STORE_ADMIN, "chain-7", STORE, null);
    }

    private static String chain() {
        return api.token(Role.CHAIN_ADMIN, "chain-7", null, null);
    }
}
