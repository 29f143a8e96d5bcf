package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the stores of a chain have sold, by the business days of each. */
class ChainSalesTest {
    private static QueryApi api;
    private static int chains;

    private String chain;
    private String admin;
    private ProjectedStore store;
    private String table;

    @BeforeAll
    static void start() {
        api = new QueryApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void open() {
        chain = "sales-chain-" + ++chains;
        admin = api.token(Role.CHAIN_ADMIN, chain, null, null);
        store = ProjectedStore.opened(chain + "-store", chain, chains % 12, api.writer());
        table = store.addTable(1);
    }

    private JsonNode sales(String query) {
        return api.get(admin, "/chain/sales" + query).expect(200).json();
    }

    @Test
    void a_business_day_goes_until_five_by_the_stores_clocks() {
        store.timeIs("2026-03-02T19:59:00Z"); // 04:59 on the third in Seoul
        store.order(table);
        store.timeIs("2026-03-02T20:01:00Z");
        store.order(table);
        store.order(table);

        JsonNode days = sales("?start_date=2026-03-02&end_date=2026-03-03").at("/stores/0/days");

        assertThat(days.at("/0/date").asString()).isEqualTo("2026-03-02");
        assertThat(days.at("/0/sold/orders").asLong()).isEqualTo(1);
        assertThat(days.at("/0/over").asBoolean()).isTrue();
        assertThat(days.at("/1/sold/orders").asLong()).isEqualTo(2);
        assertThat(days.at("/1/sold/revenue").asLong()).isEqualTo(36_000);
    }

    @Test
    void the_cancelled_are_counted_apart_and_the_week_before_stands_beside() {
        store.timeIs("2026-03-02T10:00:00Z");
        store.order(table);
        store.order(table);
        store.cancel(store.order(table));
        store.timeIs("2026-03-09T10:00:00Z");
        store.become(store.order(table), OrderStatus.COMPLETED);

        JsonNode sales = sales("?start_date=2026-03-09&end_date=2026-03-09");

        assertThat(sales.at("/stores/0/currency").asString()).isEqualTo("KRW");
        JsonNode day = sales.at("/stores/0/days/0");
        assertThat(day.path("sold").toString()).isEqualTo("{\"orders\":1,\"revenue\":18000,\"cancelled\":0}");
        assertThat(day.path("week_before").toString()).isEqualTo("{\"orders\":2,\"revenue\":36000,\"cancelled\":1}");
    }

    @Test
    void a_chain_sees_its_own_stores_alone_and_a_store_that_sold_nothing_too() {
        ProjectedStore others = ProjectedStore.opened("other-" + chain, "other-" + chain, 3, api.writer());
        others.timeIs("2026-03-02T10:00:00Z");
        others.order(others.addTable(1));
        ProjectedStore second = ProjectedStore.opened(chain + "-z", chain, 4, api.writer());
        store.timeIs("2026-03-02T10:00:00Z");
        store.order(table);

        JsonNode stores = sales("?start_date=2026-03-02&end_date=2026-03-02").at("/stores");

        assertThat(stores.valueStream().map(one -> one.path("store_id").asString()))
                .containsExactly(chain + "-store", chain + "-z");
        assertThat(stores.at("/1/days/0/sold/revenue").asLong(-1)).isZero();
        assertThat(second.state().isOpened()).isTrue();
        String staff = api.token(Role.STORE_ADMIN, chain, chain + "-store", null);
        api.get(staff, "/chain/sales").expect(403);
    }

    @Test
    void without_dates_it_is_the_week_until_today_which_is_not_over() {
        JsonNode sales = sales("");

        assertThat(sales.at("/stores/0/days")).hasSize(7);
        assertThat(sales.at("/stores/0/days/6/over").asBoolean(true)).isFalse();
        assertThat(sales.at("/stores/0/days/6/date")).isEqualTo(sales.at("/end_date"));
    }

    @Test
    void it_is_told_again_only_when_something_has_changed() {
        String query = "/chain/sales?start_date=2026-03-02&end_date=2026-03-02";
        String etag = api.get(admin, query).expect(200).header("ETag");

        api.get(admin, query, "If-None-Match", etag).expect(304);
        api.get(admin, "/chain/sales?start_date=2026-03-01&end_date=2026-03-02", "If-None-Match", etag)
                .expect(200);
        store.order(table);
        api.get(admin, query, "If-None-Match", etag).expect(200);
    }

    @Test
    void a_span_is_a_month_at_most_and_ends_behind_its_beginning() {
        for (String wrong : new String[] {
            "?start_date=2026-03-03&end_date=2026-03-02",
            "?start_date=2026-03-01&end_date=2026-04-01",
            "?start_date=03/01",
            "?end_date=tomorrow"
        }) {
            api.get(admin, "/chain/sales" + wrong).expect(400);
        }
        sales("?start_date=2026-03-01&end_date=2026-03-31");
    }
}
