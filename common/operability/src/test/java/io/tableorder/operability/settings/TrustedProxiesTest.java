package io.tableorder.operability.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @Test
    void an_address_is_itself_and_a_network_is_its_addresses() {
        String pattern = TrustedProxies.pattern("10.0.0.7, 192.168.0.0/16,::1");

        assertThat("10.0.0.7").matches(pattern);
        assertThat("192.168.255.3").matches(pattern);
        assertThat("0:0:0:0:0:0:0:1").matches(pattern);
        assertThat("10.0.0.70").doesNotMatch(pattern);
        assertThat("10.0.0.8").doesNotMatch(pattern);
        assertThat("10x0.0.7").doesNotMatch(pattern);
        assertThat("192.169.0.1").doesNotMatch(pattern);
        assertThat("1192.168.0.1").doesNotMatch(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", ".*", "10.0.0.0/9", "10.0.0.256", "10.0.0.0/33", "10.0.0.7;10.0.0.8"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> TrustedProxies.pattern(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
