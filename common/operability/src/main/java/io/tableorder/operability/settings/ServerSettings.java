package io.tableorder.operability.settings;

/**
 * This says where the service listens, and what it takes.
 *
 * @param port 0 for any free one
 * @param maximumBodyBytes requests with a longer body are answered 413
 * @param trustedProxies a regular expression of the addresses whose word on their callers counts; empty for none
 */
public record ServerSettings(
        int port, int managementPort, InternalSettings internal, int maximumBodyBytes, String trustedProxies) {

    /** A server that no proxy stands in front of. */
    public ServerSettings(int port, int managementPort, InternalSettings internal, int maximumBodyBytes) {
        this(port, managementPort, internal, maximumBodyBytes, "");
    }

    /** Returns whether an address, written out, is that of a proxy whose word on its callers counts. */
    public boolean isTrustedProxy(String address) {
        return !trustedProxies.isEmpty() && address.matches(trustedProxies);
    }
}
