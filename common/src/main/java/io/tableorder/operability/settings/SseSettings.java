package io.tableorder.operability.settings;

import java.time.Duration;

/**
 * @param heartbeat silence after which a ping is sent
 * @param drain over which streams end at shutdown
 */
public record SseSettings(Duration heartbeat, int maximumConnectionsPerStore, Duration drain) {}
