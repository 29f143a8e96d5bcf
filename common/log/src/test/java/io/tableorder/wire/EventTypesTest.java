package io.tableorder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tableorder.event.StoreEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    @Test
    void every_kind_of_event_has_a_name_of_its_own() {
        Set<Class<?>> registered =
                EventTypes.names().stream().map(EventTypes::classOf).collect(Collectors.toSet());

        assertThat(registered).isEqualTo(records(StoreEvent.class).collect(Collectors.toSet()));
        assertThat(EventTypes.names()).hasSameSizeAs(registered);
    }

    @Test
    void names_are_a_promise() {
        assertThat(EventTypes.names())
                .containsExactlyInAnyOrder(
                        "io.tableorder.store.opened.v1",
                        "io.tableorder.store.renamed.v1",
                        "io.tableorder.store.settings-changed.v1",
                        "io.tableorder.store.intake-paused.v1",
                        "io.tableorder.store.intake-resumed.v1",
                        "io.tableorder.store.record-skipped.v1",
                        "io.tableorder.category.added.v1",
                        "io.tableorder.category.changed.v1",
                        "io.tableorder.category.visibility-changed.v1",
                        "io.tableorder.category.details-changed.v1",
                        "io.tableorder.category.removed.v1",
                        "io.tableorder.menu.added.v1",
                        "io.tableorder.menu.changed.v1",
                        "io.tableorder.menu.availability-changed.v1",
                        "io.tableorder.menu.options-changed.v1",
                        "io.tableorder.menu.option-availability-changed.v1",
                        "io.tableorder.menu.details-changed.v1",
                        "io.tableorder.menu.removed.v1",
                        "io.tableorder.menu.reordered.v1",
                        "io.tableorder.station.added.v1",
                        "io.tableorder.station.changed.v1",
                        "io.tableorder.station.removed.v1",
                        "io.tableorder.printer.added.v1",
                        "io.tableorder.printer.changed.v1",
                        "io.tableorder.printer.removed.v1",
                        "io.tableorder.printer.reprint-requested.v1",
                        "io.tableorder.table.added.v1",
                        "io.tableorder.table.changed.v1",
                        "io.tableorder.table.access-renewed.v1",
                        "io.tableorder.table.removed.v1",
                        "io.tableorder.session.started.v1",
                        "io.tableorder.session.ended.v1",
                        "io.tableorder.session.moved.v1",
                        "io.tableorder.session.merged.v1",
                        "io.tableorder.session.split.v1",
                        "io.tableorder.session.text-erased.v1",
                        "io.tableorder.order.placed.v1",
                        "io.tableorder.order.status-changed.v1",
                        "io.tableorder.order.lines-completed.v1",
                        "io.tableorder.order.lines-reopened.v1",
                        "io.tableorder.order.item-removed.v1",
                        "io.tableorder.order.moved.v1",
                        "io.tableorder.order.lines-moved.v1",
                        "io.tableorder.order.split-off.v1",
                        "io.tableorder.order.cancelled.v1",
                        "io.tableorder.call.made.v1",
                        "io.tableorder.call.moved.v1",
                        "io.tableorder.call.ended.v1");
    }

    @Test
    void an_unknown_name_is_an_error() {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventTypes.classOf("io.tableorder.order.placed.v2"))
                .withMessageContaining("'io.tableorder.order.placed.v2'");
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        return sealed.isRecord()
                ? Stream.of(sealed)
                : Arrays.stream(sealed.getPermittedSubclasses()).flatMap(EventTypesTest::records);
    }
}
