package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store's admins cannot make this platform connect to whatever they like. */
class PrinterNetworksTest {

    private static final PrinterNetworks BY_DEFAULT = PrinterNetworks.parse("10.0.0.0/8,172.16.0.0/12,192.168.0.0/16");

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:9100", "10.255.255.255:9109", "172.31.9.9:9100", "192.168.0.50:9100"})
    void printers_are_in_private_networks(String address) {
        assertThat(BY_DEFAULT.allowed(address))
                .hasValueSatisfying(socket -> assertThat(socket.getAddress().getHostAddress() + ":" + socket.getPort())
                        .isEqualTo(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8:9100",
                "127.0.0.1:9100",
                "169.254.169.254:9100",
                "0.0.0.0:9100",
                "11.0.0.1:9100",
                "172.32.0.1:9100",
                "192.169.0.1:9100",
                "10.0.0.1:5432",
                "10.0.0.1:9099",
                "10.0.0.1:9110"
            })
    void nothing_else_is_connected_to(String address) {
        assertThat(PrinterNetworks.isWellFormed(address)).isTrue();
        assertThat(BY_DEFAULT.allowed(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "printer:9100",
                "10.0.0.1",
                "10.0.0.1:",
                "10.0.0.1:0",
                "10.0.0.1:65536",
                "10.0.0.256:9100",
                "10.0.1:9100",
                "010.0.0.1:9100",
                "[fd00::1]:9100",
                " 10.0.0.1:9100",
                "10.0.0.1:9100/x"
            })
    void a_name_or_a_malformed_address_is_no_address(String address) {
        assertThat(PrinterNetworks.isWellFormed(address)).isFalse();
        assertThat(BY_DEFAULT.allowed(address)).isEmpty();
    }

    @Test
    void an_operator_names_networks_and_their_ports_or_none() {
        PrinterNetworks own = PrinterNetworks.parse("127.0.0.1/32:4000-4001, 10.1.2.0/24:515");

        assertThat(own.allowed("127.0.0.1:4001")).isPresent();
        assertThat(own.allowed("127.0.0.2:4001")).isEmpty();
        assertThat(own.allowed("10.1.2.200:515")).isPresent();
        assertThat(own.allowed("10.1.3.200:515")).isEmpty();
        assertThat(own.allowed("10.1.2.200:9100")).isEmpty();
        assertThat(PrinterNetworks.parse("none").allowed("10.0.0.1:9100")).isEmpty();
        assertThat(PrinterNetworks.parse("0.0.0.0/0").allowed("8.8.8.8:9100")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/8:0", "10.0.0.0/8:9-8", "10.0.0.0/8:70000", "x"
            })
    void what_is_no_network_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PrinterNetworks.parse(text));
    }
}
