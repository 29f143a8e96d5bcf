package io.tableorder.notifier.settings;

import java.time.Duration;

/**
 * These settings bound the streams.
 *
 * @param heartbeat silence after which a ping is sent
 * @param maximumConnections of all stores to one instance
 * @param maximumConnectsPerSecond of all stores to one instance
 * @param writeDeadline for what is written at once; a client that takes longer is ended
 * @param drain over which streams end at shutdown
 * @param ringFrames of one store kept in memory
 * @param ringBytes of those frames
 * @param replayRecords of the log that a resume reads again at most
 */
public record SseSettings(
        Duration heartbeat,
        int maximumConnectionsPerStore,
        int maximumConnections,
        int maximumConnectsPerSecond,
        Duration writeDeadline,
        Duration drain,
        int ringFrames,
        int ringBytes,
        int replayRecords) {}
