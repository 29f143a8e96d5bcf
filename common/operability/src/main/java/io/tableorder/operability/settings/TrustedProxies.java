package io.tableorder.operability.settings;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses and networks as the regular expression that the HTTP server compares callers' addresses with. */
final class TrustedProxies {

    private static final Pattern NETWORK = Pattern.compile("((?:[0-9]{1,3}\\.){3}[0-9]{1,3})/(8|16|24|32)");
    private static final String ANY_BYTE = "\\.[0-9]{1,3}";

    private static final int BITS_OF_BYTE = 8;
    private static final int BYTES = 4;

    private TrustedProxies() {}

    /** @throws IllegalArgumentException for what is neither an address nor a network of whole bytes */
    static String pattern(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .map(TrustedProxies::one)
                .collect(Collectors.joining("|"));
    }

    private static String one(String proxy) {
        var network = NETWORK.matcher(proxy);
        if (!network.matches()) {
            return Pattern.quote(InetAddress.ofLiteral(proxy).getHostAddress());
        }
        byte[] address = InetAddress.ofLiteral(network.group(1)).getAddress();
        int bytes = Integer.parseInt(network.group(2)) / BITS_OF_BYTE;
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < bytes; i++) {
            pattern.append(i == 0 ? "" : "\\.").append(address[i] & 0xFF);
        }
        return pattern.append(ANY_BYTE.repeat(BYTES - bytes)).toString();
    }
}
