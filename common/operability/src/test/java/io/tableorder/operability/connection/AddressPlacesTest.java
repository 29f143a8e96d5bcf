package io.tableorder.operability.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressPlacesTest {

    private static final int SHARE = 2;

    private final AddressPlaces<String> places = new AddressPlaces<>(SHARE, "10.0.0.9"::equals);

    private boolean take(String connection, String address) {
        return places.take(connection, InetAddress.ofLiteral(address));
    }

    @Test
    void an_address_holds_its_share_and_no_more() {
        assertThat(take("a", "203.0.113.1")).isTrue();
        assertThat(take("b", "203.0.113.1")).isTrue();
        assertThat(take("c", "203.0.113.1")).isFalse();
        assertThat(take("d", "203.0.113.2")).isTrue();
    }

    @Test
    void a_place_that_is_given_back_is_free_again_and_once() {
        take("a", "203.0.113.1");
        take("b", "203.0.113.1");
        places.giveBack("a");
        places.giveBack("a");

        assertThat(take("c", "203.0.113.1")).isTrue();
        assertThat(take("d", "203.0.113.1")).isFalse();
    }

    @Test
    void a_connection_that_was_refused_has_no_place_to_give_back() {
        take("a", "203.0.113.1");
        take("b", "203.0.113.1");
        take("c", "203.0.113.1");
        places.giveBack("c");

        assertThat(take("d", "203.0.113.1")).isFalse();
    }

    @Test
    void nothing_is_kept_of_an_address_without_connections() {
        take("a", "203.0.113.1");
        take("b", "2001:db8::1");
        places.giveBack("a");
        places.giveBack("b");

        assertThat(places.addresses()).isZero();
    }

    @Test
    void proxies_and_programs_of_this_machine_bring_the_connections_of_many() {
        for (String address : new String[] {"10.0.0.9", "127.0.0.1", "::1"}) {
            assertThat(IntStream.range(0, 10 * SHARE)).allMatch(one -> take(address + one, address));
        }
        assertThat(places.addresses()).isZero();
    }

    @Test
    void the_addresses_of_one_network_of_IPv6_are_one_callers() {
        assertThat(take("a", "2001:db8::1")).isTrue();
        assertThat(take("b", "2001:db8::ffff:1")).isTrue();
        assertThat(take("c", "2001:db8:0:0:1::1")).isFalse();
        assertThat(take("d", "2001:db8:0:1::1")).isTrue();
    }

    @Test
    void many_threads_leave_nothing_behind() {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 50; caller++) {
                int number = caller;
                callers.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        String connection = number + "-" + i;
                        take(connection, "203.0.113.1");
                        places.giveBack(connection);
                    }
                });
            }
        }
        assertThat(places.addresses()).isZero();
    }
}
