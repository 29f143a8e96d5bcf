package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Role;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a store's business day comes to. */
class DayReportTest extends QueriesOfOneStore {

    private String admin;
    private String table;

    @BeforeEach
    void addTable() {
        admin = api.token(Role.STORE_ADMIN, "hanok", storeId, null);
        table = store.addTable(1);
    }

    private JsonNode report(String query) {
        return api.get(admin, "/admin/reports/day" + query).expect(200).json();
    }

    @Test
    void the_night_belongs_to_the_evening_before_it() {
        store.timeIs("2026-03-02T10:00:00Z"); // 19:00 in Seoul
        store.order(table);
        store.timeIs("2026-03-02T19:59:00Z"); // 04:59 on the third
        store.order(table);
        store.timeIs("2026-03-02T20:01:00Z");
        store.order(table);

        JsonNode report = report("?date=2026-03-02");

        assertThat(report.path("sold").toString()).isEqualTo("{\"orders\":2,\"revenue\":36000,\"cancelled\":0}");
        assertThat(report.at("/hours").toString())
                .isEqualTo("[{\"start\":\"2026-03-02T10:00:00Z\",\"orders\":1,\"revenue\":18000},"
                        + "{\"start\":\"2026-03-02T19:00:00Z\",\"orders\":1,\"revenue\":18000}]");
        assertThat(report.path("over").asBoolean()).isTrue();
        assertThat(report.path("business_day_start").asString()).isEqualTo("05:00");
    }

    @Test
    void dishes_reasons_and_waiting_times_are_those_of_the_days_orders() {
        store.timeIs("2026-03-02T03:00:00Z");
        String order = store.order(table);
        store.cancel(store.order(table));
        store.pass(Duration.ofSeconds(60));
        store.become(order, OrderStatus.PREPARING);
        store.pass(Duration.ofMinutes(5));
        store.become(order, OrderStatus.COMPLETED);
        store.timeIs("2026-03-04T03:00:00Z");
        store.order(table);

        JsonNode report = report("?date=2026-03-02");

        assertThat(report.at("/dishes").toString())
                .isEqualTo("[{\"menu_id\":\"menu-1\",\"menu_name\":\"비빔밥\",\"quantity\":2,\"revenue\":18000}]");
        assertThat(report.at("/cancellations").toString()).isEqualTo("[{\"reason\":\"손님 요청\",\"orders\":1}]");
        assertThat(report.at("/seconds_in_status/PREPARING/p50").asDouble()).isEqualTo(300);
        assertThat(report.at("/sold/cancelled").asLong()).isEqualTo(1);
        assertThat(report.at("/open_sessions").asLong())
                .as("tables not closed, now")
                .isEqualTo(1);
        api.writer().drop(storeId, 3);
        assertThat(report("?date=2026-03-02").has("cancellations"))
                .as("the journal has not all of that day any more")
                .isFalse();
    }

    @Test
    void the_same_weekday_of_the_week_before_stands_beside() {
        store.timeIs("2026-03-02T10:00:00Z");
        store.order(table);
        store.timeIs("2026-03-09T10:00:00Z");
        store.order(table);
        store.order(table);

        JsonNode report = report("?date=2026-03-09");

        assertThat(report.at("/sold/orders").asLong()).isEqualTo(2);
        assertThat(report.at("/week_before/orders").asLong()).isEqualTo(1);
    }

    @Test
    void without_a_date_it_is_the_day_that_goes_on() {
        JsonNode report = report("");

        assertThat(report.path("over").asBoolean(true)).isFalse();
        assertThat(report.path("sold").toString()).isEqualTo("{\"orders\":0,\"revenue\":0,\"cancelled\":0}");
        assertThat(report(("?date=" + report.path("date").asString()))
                        .path("over")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void it_is_for_admins_of_the_store_and_for_days_that_are_one() {
        api.get(staff, "/admin/reports/day").expect(403);
        String others = api.token(Role.STORE_ADMIN, "bunsik", "other-" + storeId, null);
        api.get(others, "/admin/reports/day?store_id=" + storeId).expect(403);
        for (String wrong : new String[] {"03/02", "tomorrow", "2026-02-30"}) {
            api.get(admin, "/admin/reports/day?date=" + wrong).expect(400);
        }
    }
}
