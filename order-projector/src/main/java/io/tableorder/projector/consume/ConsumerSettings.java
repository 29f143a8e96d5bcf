package io.tableorder.projector.consume;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** This says how the projector reads the log. */
final class ConsumerSettings {
    static final String GROUP = "order-projector";

    /** The topic may be created after the projector has started; this is how late it may notice, in ms. */
    private static final int METADATA_AGE_MS = 5_000;
    /** Little enough that a poll's records of one partition are at most a few batches. */
    private static final int POLL_RECORDS = 1_000;

    /**
     * This says how long a killed projector keeps its partitions from its successor, in ms; a broker allows no less.
     */
    private static final int SESSION_TIMEOUT_MS = 6_000;

    /** Lets three heartbeats get lost, in ms. */
    private static final int HEARTBEAT_INTERVAL_MS = 1_500;

    static final Map<String, Object> PROPERTIES = Map.of(
            ConsumerConfig.GROUP_ID_CONFIG, GROUP,
            ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MS,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MS,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());

    private ConsumerSettings() {}
}
