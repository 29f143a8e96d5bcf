package io.tableorder.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void every_role_reads_as_it_is_written() {
        for (Role role : Role.values()) {
            assertThat(Role.of(role.wireName())).isEqualTo(role);
        }
        assertThat(Role.CHAIN_ADMIN.wireName()).isEqualTo("chain_admin");
    }

    @Test
    void an_unknown_role_is_told_the_known_ones() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.of("STAFF"))
                .withMessageContainingAll("'STAFF'", "table", "staff", "store_admin", "chain_admin", "operator");
    }
}
