package io.tableorder.testkit.history;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tableorder.event.RecordedEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the operations of a history by command id. */
record Operations(Map<String, Operation> byCommandId) {

    static Operations of(History history, EventLog log) {
        Map<String, List<RecordedEvent>> events = log.records().stream()
                .map(LoggedRecord::event)
                .filter(Objects::nonNull)
                .map(log::readable)
                .collect(groupingBy(event -> event.stamp().commandId()));
        return new Operations(history.attempts().stream()
                .sorted(Comparator.comparingLong(Attempt::sentNanos))
                .collect(groupingBy(Attempt::commandId, LinkedHashMap::new, collectingAndThen(toList(), attempts -> {
                    String commandId = attempts.getFirst().commandId();
                    return new Operation(
                            attempts.getFirst().storeId(),
                            commandId,
                            List.copyOf(attempts),
                            List.copyOf(events.getOrDefault(commandId, List.of())));
                }))));
    }

    @Nullable
    Operation of(String commandId) {
        return byCommandId.get(commandId);
    }

    Collection<Operation> all() {
        return byCommandId.values();
    }

    Map<String, List<Operation>> byStore() {
        return all().stream().collect(groupingBy(Operation::storeId));
    }
}
