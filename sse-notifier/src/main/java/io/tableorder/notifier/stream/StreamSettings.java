package io.tableorder.notifier.stream;

import java.time.Duration;

/**
 * These settings bound the streams of one instance.
 *
 * @param heartbeat silence after which a ping is sent
 * @param maximumPerStore connections of one store; as many again may be opened in ten seconds
 * @param maximum connections of all stores
 * @param connectsPerSecond of all stores
 * @param writeDeadline for what is written at once; a client that takes longer is ended
 * @param drain over which streams end at shutdown
 */
public record StreamSettings(
        Duration heartbeat,
        int maximumPerStore,
        int maximum,
        int connectsPerSecond,
        Duration writeDeadline,
        Duration drain) {}
