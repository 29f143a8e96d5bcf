package io.tableorder.systemtests;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.store.StoreState;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The log as any {@code read_committed} reader sees it. Reading it proves a good part of the laws: an event that is
 * unreadable, breaks its store's hash chain or sequence, has a version that does not follow, or makes an impossible
 * transition ends the reading with an error.
 */
record OrderLog(List<RecordedEvent> events, Map<String, StoreState> states) {

    static OrderLog read(String bootstrapServers) {
        List<RecordedEvent> events = new ArrayList<>();
        Map<String, StoreState> states = new HashMap<>();
        EventCodec codec = new EventCodec();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ORDER_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    RecordedEvent event = codec.decode(record);
                    events.add(event);
                    states.put(event.storeId(), stateBefore(states, event).evolve(event));
                });
            }
        }
        return new OrderLog(List.copyOf(events), Map.copyOf(states));
    }

    private static StoreState stateBefore(Map<String, StoreState> states, RecordedEvent event) {
        return states.getOrDefault(event.storeId(), StoreState.unopened(event.storeId()));
    }

    List<RecordedEvent> of(String storeId) {
        return events.stream().filter(event -> event.storeId().equals(storeId)).toList();
    }

    List<RecordedEvent> placed() {
        return events.stream()
                .filter(event -> event.event() instanceof OrderEvent.Placed)
                .toList();
    }
}
