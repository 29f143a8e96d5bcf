package io.tableorder.api.account;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What is known of a client that logs in. What it says of itself may be anything.
 *
 * @param cookies those by which it may be a known device
 */
record ClientInfo(String address, String userAgent, Map<String, String> cookies) {

    /** Whoever has an IPv6 address has the 2^64 beside it. */
    private static final int NETWORK_BYTES = 8;

    static ClientInfo of(HttpServletRequest request) {
        String userAgent = request.getHeader("User-Agent");
        return new ClientInfo(
                request.getRemoteAddr(), userAgent == null ? "" : userAgent, cookies(request.getCookies()));
    }

    private static Map<String, String> cookies(Cookie[] sent) {
        Map<String, String> cookies = new HashMap<>();
        if (sent != null) {
            Arrays.stream(sent)
                    .filter(cookie -> cookie.getName().startsWith(KnownDevices.COOKIE))
                    .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        }
        return Map.copyOf(cookies);
    }

    /** Returns what guesses are counted by: the address, or the network that one person has of them. */
    String network() {
        if (!address.contains(":")) {
            return address;
        }
        InetAddress parsed = InetAddress.ofLiteral(address);
        return parsed instanceof Inet6Address
                ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "/64"
                : parsed.getHostAddress();
    }
}
