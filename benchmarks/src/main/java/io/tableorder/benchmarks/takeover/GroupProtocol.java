package io.tableorder.benchmarks.takeover;

import java.util.Map;

/**
 * A way to be a member of a group whose dead are noticed within six seconds.
 *
 * @param member settings of a consumer
 * @param group settings that the broker keeps for the group; only the consumer protocol has any
 */
record GroupProtocol(String name, Map<String, String> member, Map<String, String> group) {

    private static final String SESSION_MS = "6000";

    /** Returns the protocol that order-api's {@code WriterOwnership} has. */
    static GroupProtocol classic() {
        return new GroupProtocol(
                "classic, heartbeat 1.5 s",
                Map.of(
                        "group.protocol",
                        "classic",
                        "partition.assignment.strategy",
                        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
                        "session.timeout.ms",
                        SESSION_MS,
                        "heartbeat.interval.ms",
                        "1500"),
                Map.of());
    }

    static GroupProtocol consumer(int heartbeatMillis) {
        return new GroupProtocol(
                "consumer, heartbeat %.1f s".formatted(heartbeatMillis / 1_000.0),
                Map.of("group.protocol", "consumer"),
                Map.of(
                        "consumer.session.timeout.ms",
                        SESSION_MS,
                        "consumer.heartbeat.interval.ms",
                        String.valueOf(heartbeatMillis)));
    }
}
