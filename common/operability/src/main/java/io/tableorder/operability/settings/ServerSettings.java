package io.tableorder.operability.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * This says where the service listens, and what it takes.
 *
 * @param port 0 for any free one
 * @param advertisedUrl where other instances reach this one, as set
 * @param maximumBodyBytes requests with a longer body are answered 413
 */
public record ServerSettings(
        int port, int managementPort, @Nullable URI advertisedUrl, int maximumBodyBytes) {

    /**
     * Returns where other instances reach this one, without a trailing slash.
     *
     * @param actualPort the port listened on, known once the server runs
     */
    public String advertisedUrl(int actualPort) {
        return advertisedUrl == null ? "http://127.0.0.1:" + actualPort : advertisedUrl.toString();
    }
}
