package io.tableorder.notifier.settings;

import static io.tableorder.notifier.settings.NotifierVariable.*;

import io.tableorder.operability.settings.SettingsGroup;
import io.tableorder.operability.settings.Values;
import java.time.Duration;

/** Reads sse-notifier's own settings. Public, with no arguments, because the JDK makes it by its name. */
public final class SseSettingsGroup implements SettingsGroup<SseSettings> {

    @Override
    public Class<SseSettings> type() {
        return SseSettings.class;
    }

    @Override
    public SseSettings read(Values values) {
        return new SseSettings(
                Duration.ofSeconds(values.number(SSE_HEARTBEAT_INTERVAL)),
                values.number(SSE_MAX_CONNECTIONS_PER_STORE),
                values.number(SSE_MAX_CONNECTIONS),
                values.number(SSE_MAX_CONNECTS_PER_SECOND),
                Duration.ofSeconds(values.number(SSE_WRITE_DEADLINE_SECONDS)),
                Duration.ofSeconds(values.number(SSE_DRAIN_SECONDS)),
                values.number(SSE_RING_FRAMES),
                values.number(SSE_RING_BYTES),
                values.number(SSE_REPLAY_RECORDS));
    }
}
