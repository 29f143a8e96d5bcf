package io.tableorder.operability.settings;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * This says where the service listens, and what it takes.
 *
 * @param port 0 for any free one
 * @param advertisedUrl where other instances reach this one, as set
 * @param maximumBodyBytes requests with a longer body are answered 413
 * @param trustedProxies a regular expression of the addresses whose word on their callers counts; empty for none
 */
public record ServerSettings(
        int port, int managementPort, @Nullable URI advertisedUrl, int maximumBodyBytes, String trustedProxies) {

    /** A server that no proxy stands in front of. */
    public ServerSettings(int port, int managementPort, @Nullable URI advertisedUrl, int maximumBodyBytes) {
        this(port, managementPort, advertisedUrl, maximumBodyBytes, "");
    }

    /**
     * Returns where other instances reach this one, without a trailing slash.
     *
     * @param actualPort the port listened on, known once the server runs
     */
    public String advertisedUrl(int actualPort) {
        return advertisedUrl == null ? "http://127.0.0.1:" + actualPort : advertisedUrl.toString();
    }
}
