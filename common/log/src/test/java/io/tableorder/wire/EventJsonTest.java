package io.tableorder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.StoreLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class EventJsonTest {

    private record Holder(String before, StoreEvent event, List<StoreEvent> others) {}

    @Test
    void every_event_is_read_as_it_was_written_wherever_it_stands() {
        List<StoreEvent> events = Evening.log().entries().stream()
                .map(StoreLog.Entry::event)
                .map(recorded -> recorded.event())
                .toList();
        for (StoreEvent event : events) {
            Holder holder = new Holder("x", event, events);
            String json = EventJson.mapper().writeValueAsString(holder);
            assertThat(EventJson.mapper().readValue(json, Holder.class)).isEqualTo(holder);
        }
    }

    @Test
    void an_event_stands_under_its_registered_name_and_an_orders_with_its_version() {
        assertThat(EventJson.mapper().writeValueAsString(new Holder("x", new TableEvent.Added("t", 3), List.of())))
                .isEqualTo("{\"before\":\"x\",\"event\":{\"type\":\"io.tableorder.table.added.v1\","
                        + "\"data\":{\"table_id\":\"t\",\"table_number\":3}},\"others\":[]}");
        assertThat(EventJson.mapper()
                        .writeValueAsString(
                                new OrderEvent.StatusChanged("o", 2, "t", OrderStatus.PENDING, OrderStatus.COMPLETED)))
                .isEqualTo("{\"type\":\"io.tableorder.order.status-changed.v1\",\"version\":2,\"data\":{\"order_id\":"
                        + "\"o\",\"table_id\":\"t\",\"from\":\"PENDING\",\"to\":\"COMPLETED\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "{\"type\":\"io.tableorder.table.added.v1\"}",
                "{\"data\":{\"table_id\":\"t\",\"table_number\":3},\"type\":\"io.tableorder.table.added.v1\"}",
                "{\"type\":\"io.tableorder.table.eaten.v1\",\"data\":{\"table_id\":\"t\",\"table_number\":3}}",
                "{\"type\":\"io.tableorder.table.added.v1\",\"data\":{\"table_id\":\"t\"}}",
                "{\"type\":\"io.tableorder.table.added.v1\",\"data\":{\"table_id\":\"t\",\"table_number\":\"3\"}}",
                "{\"type\":\"io.tableorder.table.added.v1\",\"version\":1,\"data\":{\"table_id\":\"t\",\"table_number\":3}}",
                "{\"type\":\"io.tableorder.order.status-changed.v1\",\"data\":{\"order_id\":\"o\",\"table_id\":\"t\","
                        + "\"from\":\"PENDING\",\"to\":\"COMPLETED\"}}"
            })
    void what_is_not_wholly_an_event_is_refused(String event) {
        String json = "{\"before\":\"x\",\"event\":%s,\"others\":[]}".formatted(event);

        assertThatThrownBy(() -> EventJson.mapper().readValue(json, Holder.class))
                .isInstanceOfAny(UnreadableEventException.class, JacksonException.class);
    }
}
