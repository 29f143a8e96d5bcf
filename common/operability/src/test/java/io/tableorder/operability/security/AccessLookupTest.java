package io.tableorder.operability.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessLookup.Access;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

class AccessLookupTest {

    private final AccessLookup table = new AccessLookup(new AccessRules()
            .open(HttpMethod.POST, "/api/login")
            .open(HttpMethod.GET, "/docs/**")
            .allow("/api/admin/**", Role.STORE_ADMIN)
            .allow(HttpMethod.GET, "/api/admin/orders", Role.STAFF)
            .allow(HttpMethod.DELETE, "/api/admin/orders/{id}", Role.STAFF, Role.STORE_ADMIN)
            .rules());

    @Test
    void the_most_specific_rule_counts() {
        assertThat(table.of(HttpMethod.GET, "/api/admin/orders")).isEqualTo(new Access.Roles(Set.of(Role.STAFF)));
        assertThat(table.of(HttpMethod.DELETE, "/api/admin/orders/7"))
                .isEqualTo(new Access.Roles(Set.of(Role.STAFF, Role.STORE_ADMIN)));
        assertThat(table.of(HttpMethod.PATCH, "/api/admin/orders/7"))
                .isEqualTo(new Access.Roles(Set.of(Role.STORE_ADMIN)));
        assertThat(table.of(HttpMethod.GET, "/api/admin/menus")).isEqualTo(new Access.Roles(Set.of(Role.STORE_ADMIN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/admin/orde%72s", "/%61pi/admin/orders"})
    void writing_a_path_another_way_does_not_change_its_rule(String path) {
        assertThat(table.of(HttpMethod.GET, path)).isEqualTo(new Access.Roles(Set.of(Role.STAFF)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/API/admin/orders", "/api/login/", "/api/login/x"})
    void a_path_without_a_rule_is_served_to_nobody(String path) {
        assertThat(table.of(HttpMethod.GET, path)).isEqualTo(new Access.Unserved());
    }

    @Test
    void HEAD_is_as_GET() {
        assertThat(table.of(HttpMethod.HEAD, "/api/admin/orders")).isEqualTo(new Access.Roles(Set.of(Role.STAFF)));
        assertThat(table.of(HttpMethod.HEAD, "/docs/a/b")).isEqualTo(new Access.Open());
    }

    @Test
    void an_open_path_stays_open_to_a_mistaken_method_which_the_dispatcher_refuses() {
        assertThat(table.of(HttpMethod.GET, "/api/login")).isEqualTo(new Access.Open());
        assertThat(table.serves(HttpMethod.GET, "/api/login")).isFalse();
    }
}
