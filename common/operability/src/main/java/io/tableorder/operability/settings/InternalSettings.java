package io.tableorder.operability.settings;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * This says where the platform's own programs reach the service.
 *
 * @param port 0 for any free one
 * @param address of this machine that the port is opened on; null for the one of the public port
 * @param url under which other instances reach the port, without a trailing slash
 * @param ownPort false where they come by the public port, as on one machine with one instance
 */
public record InternalSettings(int port, @Nullable InetAddress address, String url, boolean ownPort) {

    private static final int ANY_PORT = 0;

    /** A port of its own that the programs of this machine reach. */
    public static InternalSettings onThisMachine(int port) {
        return of(port, null, null, ANY_PORT);
    }

    /** @param advertised a URL that leads to the public port is taken to mean the internal one of the same host */
    static InternalSettings of(int port, @Nullable InetAddress address, @Nullable URI advertised, int publicPort) {
        String url;
        if (advertised == null) {
            url = "http://%s:%d".formatted(host(address), port);
        } else if (portOf(advertised) == publicPort) {
            url = "%s://%s:%d".formatted(advertised.getScheme(), advertised.getHost(), port);
        } else {
            url = advertised.toString();
        }
        return new InternalSettings(port, address, url, port == ANY_PORT || port != publicPort);
    }

    private static String host(@Nullable InetAddress address) {
        if (address == null || address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return address instanceof Inet6Address ? "[%s]".formatted(address.getHostAddress()) : address.getHostAddress();
    }

    private static int portOf(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equals(url.getScheme()) ? 443 : 80;
    }
}
