package io.tableorder.api.settings;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * These settings say where browsers find the other services and pictures.
 *
 * @param streamUrl where browsers reach sse-notifier; absent when that is the screens' own origin
 * @param projectorUrl where browsers reach order-projector; absent when that is the screens' own origin
 * @param pictureOrigins from which pictures may be loaded beside the screens' own; empty for every origin with https
 */
public record ScreenSettings(
        @Nullable URI streamUrl, @Nullable URI projectorUrl, List<URI> pictureOrigins) {

    public ScreenSettings {
        pictureOrigins = List.copyOf(pictureOrigins);
    }
}
