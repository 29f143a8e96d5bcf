package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryQueriesTest extends QueriesOfOneStore {

    @Test
    void history_pages_through_ended_sessions_newest_first_without_gap_or_repetition() {
        String table = store.addTable(1);
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            store.pass(Duration.ofHours(1));
            store.cancel(store.order(table));
            store.order(table);
            sessions.addFirst(store.endSession(table));
        }
        store.order(table);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = api.get(staff, "/admin/tables/" + table + "/history?limit=2" + cursor)
                    .expect(200);
            page.json().at("/history").forEach(session -> {
                seen.add(session.path("session_id").asString());
                assertThat(session.path("orders")).hasSize(2);
                assertThat(session.path("total_amount").asLong()).isEqualTo(18_000);
            });
            cursor = page.text("/next_cursor").isEmpty() ? "" : "&cursor=" + page.text("/next_cursor");
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(sessions);
        api.get(staff, "/admin/tables/" + table + "/history?limit=101").expect(400);
        api.get(staff, "/admin/tables/" + table + "/history?cursor=nonsense").expect(400);
        api.get(staff, "/admin/tables/none/history").expect(404);
    }

    @Test
    void history_dates_are_days_where_the_store_is() {
        String table = store.addTable(1);
        store.timeIs("2026-03-02T14:59:00Z");
        store.order(table);
        String lateOnTheSecond = store.endSession(table);
        store.timeIs("2026-03-02T15:01:00Z");
        store.order(table);
        String earlyOnTheThird = store.endSession(table);

        assertThat(sessionsOn(table, "2026-03-02")).containsExactly(lateOnTheSecond);
        assertThat(sessionsOn(table, "2026-03-03")).containsExactly(earlyOnTheThird);
        api.get(staff, "/admin/tables/" + table + "/history?start_date=03/02").expect(400);
    }

    private List<String> sessionsOn(String table, String day) {
        List<String> found = new ArrayList<>();
        api.get(staff, "/admin/tables/%s/history?start_date=%s&end_date=%s".formatted(table, day, day))
                .expect(200)
                .json()
                .at("/history")
                .forEach(session -> found.add(session.path("session_id").asString()));
        return found;
    }
}
