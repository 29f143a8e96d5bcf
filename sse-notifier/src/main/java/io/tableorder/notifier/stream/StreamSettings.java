package io.tableorder.notifier.stream;

import java.time.Duration;

/**
 * @param heartbeat silence after which a ping is sent
 * @param maximumPerStore connections of one store
 * @param writeDeadline for what is written at once; a client that takes longer is ended
 * @param drain over which streams end at shutdown
 */
public record StreamSettings(Duration heartbeat, int maximumPerStore, Duration writeDeadline, Duration drain) {}
