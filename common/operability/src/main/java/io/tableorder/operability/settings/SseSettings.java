package io.tableorder.operability.settings;

import java.time.Duration;

/**
 * @param heartbeat silence after which a ping is sent
 * @param maximumConnections of all stores to one instance
 * @param maximumConnectsPerSecond of all stores to one instance
 * @param drain over which streams end at shutdown
 */
public record SseSettings(
        Duration heartbeat,
        int maximumConnectionsPerStore,
        int maximumConnections,
        int maximumConnectsPerSecond,
        Duration drain) {}
