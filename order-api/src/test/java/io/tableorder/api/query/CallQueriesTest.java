package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.CallEvent;
import io.tableorder.event.CallEvent.CallOutcome;
import io.tableorder.event.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a tablet and a board are told of calls. */
class CallQueriesTest {
    private static QueryApi api;
    private static int stores;

    private ProjectedStore store;
    private String table;
    private String tablet;
    private String staff;
    private String prefix;

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
        String storeId = "calls-" + ++stores;
        prefix = storeId + "-";
        store = ProjectedStore.opened(storeId, "hanok", stores % 12, api.writer());
        store.timeIs(Instant.now().minusSeconds(600).toString());
        table = store.addTable(1);
        tablet = api.token(Role.TABLE, "hanok", storeId, table);
        staff = api.token(Role.STAFF, "hanok", storeId, null);
    }

    private void made(String id, String kind) {
        store.append(new CallEvent.Made(prefix + id, kind, sessionId(), table, 1));
    }

    private void ended(String id, String kind, CallOutcome outcome) {
        store.append(new CallEvent.Ended(prefix + id, kind, table, 1, outcome));
    }

    private String sessionId() {
        var session = store.state().floor().tablesByNumber().getFirst().session();
        return session == null ? null : session.sessionId();
    }

    private JsonNode calls() {
        return api.get(tablet, "/customer/calls").expect(200).json().at("/calls");
    }

    @Test
    void a_tablet_knows_what_can_be_called_for_before_anybody_has() {
        JsonNode answer = api.get(tablet, "/customer/calls").expect(200).json();

        assertThat(answer.at("/kinds").valueStream().map(JsonNode::asString))
                .containsExactly("staff", "water", "plates", "bill");
        assertThat(answer.at("/calls")).isEmpty();
    }

    @Test
    void a_tablet_sees_that_it_has_called_and_then_that_somebody_comes() {
        made("c1", "water");
        assertThat(calls().at("/0/kind").asString()).isEqualTo("water");
        assertThat(calls().at("/0").has("answered_at")).isFalse();

        ended("c1", "water", CallOutcome.ANSWERED);
        assertThat(calls().at("/0/answered_at").asString()).isNotEmpty();

        made("c2", "water");
        assertThat(calls()).hasSize(1);
        assertThat(calls().at("/0/call_id").asString()).isEqualTo(prefix + "c2");
    }

    @Test
    void it_is_told_again_only_when_something_has_changed() {
        made("c1", "water");
        String etag = api.get(tablet, "/customer/calls").expect(200).header("ETag");

        api.get(tablet, "/customer/calls", "If-None-Match", etag).expect(304);
        ended("c1", "water", CallOutcome.ANSWERED);
        api.get(tablet, "/customer/calls", "If-None-Match", etag).expect(200);
    }

    @Test
    void the_next_guests_are_not_told_that_somebody_comes() {
        store.order(table);
        made("c1", "water");
        ended("c1", "water", CallOutcome.ANSWERED);
        made("c2", "bill");
        assertThat(calls()).hasSize(2);

        ended("c2", "bill", CallOutcome.SESSION_ENDED);
        store.endSession(table);

        assertThat(calls()).isEmpty();
    }

    @Test
    void the_board_has_open_calls_the_longest_waiting_first_and_those_of_one_table_when_asked() {
        String other = store.addTable(2);
        store.append(new CallEvent.Made(prefix + "z", "bill", null, other, 2));
        store.pass(Duration.ofSeconds(1));
        made("a", "water");
        made("b", "staff");
        ended("b", "staff", CallOutcome.ANSWERED);

        JsonNode board = api.get(staff, "/admin/orders").expect(200).json();

        assertThat(board.at("/calls")
                        .valueStream()
                        .map(call -> call.path("call_id").asString()))
                .containsExactly(prefix + "z", prefix + "a");
        assertThat(api.get(staff, "/admin/orders?table_id=" + table).json().at("/calls"))
                .hasSize(1);
        assertThat(api.get(staff, "/admin/orders?at=" + store.now()).json().has("calls"))
                .isFalse();
    }
}
