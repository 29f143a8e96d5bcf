package io.tableorder.operability.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The networks in which printers may be. A store's admins say where their printers are, and this platform connects there: to no
 * other place, so that nobody makes it knock at doors that they cannot reach themselves. Addresses are numbers, never names,
 * since a name may lead somewhere else when it is looked up again.
 *
 * @param networks none turns printing off
 */
public record PrinterNetworks(List<Network> networks) {

    /** Printers listen on the first, and print servers for several on those behind it. */
    static final int FIRST_PORT = 9_100;

    static final int LAST_PORT = 9_109;

    private static final int HIGHEST_PORT = 65_535;

    /** A zero in front would be decimal to some readers and octal to others. */
    private static final String NUMBERS = "((?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2}))";

    private static final Pattern ADDRESS = Pattern.compile(NUMBERS + ":([0-9]{1,5})");
    private static final Pattern NETWORK =
            Pattern.compile(NUMBERS + "/([0-9]{1,2})(?::([0-9]{1,5})(?:-([0-9]{1,5}))?)?");

    public PrinterNetworks {
        networks = List.copyOf(networks);
    }

    /**
     * One network.
     *
     * @param address its first address as a number
     * @param bits how many of them, from the first, all its addresses share
     */
    public record Network(int address, int bits, int firstPort, int lastPort) {

        boolean holds(int other, int port) {
            int mask = bits == 0 ? 0 : -1 << (Integer.SIZE - bits);
            return (other & mask) == (address & mask) && port >= firstPort && port <= lastPort;
        }
    }

    /** Returns whether it is an IPv4 address with a port, wherever that is. */
    public static boolean isWellFormed(String address) {
        return parsed(address).isPresent();
    }

    /** Returns what to connect to; empty if the address is malformed or in none of the networks. */
    public Optional<InetSocketAddress> allowed(String address) {
        return parsed(address)
                .filter(socket -> networks.stream()
                        .anyMatch(network ->
                                network.holds(number(socket.getAddress().getAddress()), socket.getPort())));
    }

    private static Optional<InetSocketAddress> parsed(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        if (port == 0 || port > HIGHEST_PORT) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(matcher.group(1)), port));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * Reads networks as the setting has them.
     *
     * @throws IllegalArgumentException for what is no list of networks
     */
    public static PrinterNetworks parse(String text) {
        return new PrinterNetworks(
                "none".equals(text)
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .filter(network -> !network.isEmpty())
                                .map(PrinterNetworks::network)
                                .toList());
    }

    private static Network network(String text) {
        Matcher matcher = NETWORK.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a network");
        }
        int bits = Integer.parseInt(matcher.group(2));
        int first = matcher.group(3) == null ? FIRST_PORT : Integer.parseInt(matcher.group(3));
        int last = matcher.group(4) != null
                ? Integer.parseInt(matcher.group(4))
                : matcher.group(3) == null ? LAST_PORT : first;
        if (bits > Integer.SIZE || first == 0 || last < first || last > HIGHEST_PORT) {
            throw new IllegalArgumentException("out of bounds");
        }
        return new Network(number(InetAddress.ofLiteral(matcher.group(1)).getAddress()), bits, first, last);
    }

    private static int number(byte[] address) {
        return ByteBuffer.wrap(address).getInt();
    }
}
