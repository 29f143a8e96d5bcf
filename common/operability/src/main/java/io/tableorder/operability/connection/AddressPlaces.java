package io.tableorder.operability.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The places for connections that each address holds. None holds more than its share, so that one stranger leaves room for
 * others. To take one and to give it back costs two looks into a map, and no lock that is held any longer. Thread-safe.
 *
 * @param <C> a connection, known by its identity
 */
final class AddressPlaces<C> {

    /** Programs of this machine, such as a proxy, have addresses that nobody elsewhere can have. */
    private static final InetAddress THIS_MACHINE = InetAddress.ofLiteral("127.0.0.1");

    private static final InetAddress THIS_MACHINE_IN_IPV6 = InetAddress.ofLiteral("::1");

    private final ConcurrentMap<C, Object> holders = new ConcurrentHashMap<>();
    private final ConcurrentMap<Object, Integer> held = new ConcurrentHashMap<>();
    private final int share;
    private final Predicate<String> proxies;

    /**
     * @param share how many places one address holds at most
     * @param proxies recognises, written out, the addresses of proxies: their connections are those of many callers
     */
    AddressPlaces(int share, Predicate<String> proxies) {
        this.share = share;
        this.proxies = proxies;
    }

    int share() {
        return share;
    }

    /** Returns whether the connection may stay. It is to be given back when it is closed. */
    boolean take(C connection, @Nullable InetAddress address) {
        if (address == null || isOfManyCallers(address)) {
            return true;
        }
        Object holder = network(address);
        if (held.merge(holder, 1, Integer::sum) > share) {
            release(holder);
            return false;
        }
        holders.put(connection, holder);
        return true;
    }

    /** Frees the connection's place, if it has one. */
    void giveBack(C connection) {
        Object holder = holders.remove(connection);
        if (holder != null) {
            release(holder);
        }
    }

    private void release(Object holder) {
        held.computeIfPresent(holder, (_, places) -> places == 1 ? null : places - 1);
    }

    private boolean isOfManyCallers(InetAddress address) {
        return address.equals(THIS_MACHINE)
                || address.equals(THIS_MACHINE_IN_IPV6)
                || proxies.test(address.getHostAddress());
    }

    /** Who is given one address of IPv6 has the 2 to the 64 that begin with the same eight bytes. */
    private static Object network(InetAddress address) {
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(address.getAddress()).getLong()
                : address;
    }

    /** Returns how many addresses hold a place. */
    int addresses() {
        return held.size();
    }
}
