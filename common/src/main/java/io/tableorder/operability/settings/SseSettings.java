package io.tableorder.operability.settings;

import java.time.Duration;

/** @param heartbeat silence after which a ping is sent */
public record SseSettings(Duration heartbeat, int maximumConnectionsPerStore) {}
