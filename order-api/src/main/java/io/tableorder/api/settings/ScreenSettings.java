package io.tableorder.api.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * These settings say where browsers find the other services.
 *
 * @param streamUrl where browsers reach sse-notifier; absent when that is the screens' own origin
 * @param projectorUrl where browsers reach order-projector; absent when that is the screens' own origin
 */
public record ScreenSettings(
        @Nullable URI streamUrl, @Nullable URI projectorUrl) {}
