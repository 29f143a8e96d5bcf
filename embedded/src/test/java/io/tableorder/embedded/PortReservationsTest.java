package io.tableorder.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortReservationsTest {
    private static final int PORT = 22_701;

    @TempDir
    Path directory;

    @Test
    void a_port_is_reserved_once() {
        var reservations = new PortReservations(directory.resolve("ports"), 10);

        assertThat(reservations.reserve(PORT)).isTrue();
        assertThat(reservations.reserve(PORT)).isFalse();
        assertThat(reservations.reserve(PORT + 1)).isTrue();
    }

    @Test
    void the_port_that_was_reserved_first_makes_room_for_another() {
        var reservations = new PortReservations(directory.resolve("ports"), 2);
        assertThat(reservations.reserve(PORT)).isTrue();
        assertThat(reservations.reserve(PORT + 1)).isTrue();
        assertThat(reservations.reserve(PORT + 2)).isTrue();

        assertThat(reservations.reserve(PORT + 1)).isFalse();
        assertThat(reservations.reserve(PORT)).isTrue();
    }

    @Test
    void another_process_does_not_get_it_until_its_owner_is_dead() throws Exception {
        var reservations = new PortReservations(directory.resolve("ports"), 10);

        String reserved = KilledOwner.run(
                Owner.class,
                directory,
                () -> assertThat(reservations.reserve(PORT))
                        .as("while the owner lives")
                        .isFalse());

        assertThat(reserved).isEqualTo("true");
        assertThat(reservations.reserve(PORT)).isTrue();
    }

    /** The program of the other process. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            var reservations = new PortReservations(Path.of(arguments[0], "ports"), 10);
            System.out.println(reservations.reserve(PORT));
            System.in.read();
        }
    }
}
