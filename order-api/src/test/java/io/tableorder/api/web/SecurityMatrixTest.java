package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.event.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * Every role at every endpoint, with its own store, another one of its chain and another chain's. A role that may call is
 * answered what the endpoint makes of an empty body or an unknown id, so that no case disturbs another.
 */
class SecurityMatrixTest {

    /** Whom an endpoint's store is chosen by. */
    enum Scope {
        /** The caller's own, or {@code ?store_id=} of a chain admin. */
        STORE,
        /** The same, and all of the chain for its admins if they name none. */
        STORE_OR_CHAIN,
        /** The caller's own, whatever else they name. */
        OWN,
        /** Named in the path, and not there for other chains. */
        PATH,
        /** None: the caller's chain, or the platform. */
        NONE
    }

    /** @param allowed the status for a caller who may call */
    record Endpoint(String method, String path, Scope scope, Set<Role> roles, int allowed) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final Set<Role> GUESTS = EnumSet.of(Role.TABLE);
    private static final Set<Role> STAFF = EnumSet.of(Role.STAFF, Role.STORE_ADMIN, Role.CHAIN_ADMIN);
    private static final Set<Role> ADMINS = EnumSet.of(Role.STORE_ADMIN, Role.CHAIN_ADMIN);
    private static final Set<Role> CHAIN = EnumSet.of(Role.CHAIN_ADMIN);
    private static final Set<Role> OPERATORS = EnumSet.of(Role.OPERATOR);
    private static final Set<Role> WITH_ACCOUNTS = EnumSet.complementOf(EnumSet.of(Role.TABLE));

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("POST", "/customer/orders", Scope.STORE, GUESTS, 400),
            new Endpoint("POST", "/customer/orders/{order_id}/cancel", Scope.STORE, GUESTS, 404),
            new Endpoint("POST", "/customer/calls", Scope.STORE, GUESTS, 400),
            new Endpoint("GET", "/customer/calls", Scope.OWN, GUESTS, 404),
            new Endpoint("POST", "/admin/calls/{call_id}/answer", Scope.STORE, STAFF, 404),
            new Endpoint("PATCH", "/admin/orders/{order_id}/status", Scope.STORE, STAFF, 400),
            new Endpoint("DELETE", "/admin/orders/{order_id}", Scope.STORE, STAFF, 404),
            new Endpoint("PATCH", "/admin/orders/{order_id}/items/{item_id}", Scope.STORE, STAFF, 400),
            new Endpoint("DELETE", "/admin/orders/{order_id}/items/{item_id}", Scope.STORE, STAFF, 404),
            new Endpoint("POST", "/admin/tables/{table_id}/end-session", Scope.STORE, STAFF, 404),
            new Endpoint("POST", "/admin/tables/{table_id}/orders", Scope.STORE, STAFF, 400),
            new Endpoint("POST", "/admin/tables/{table_id}/move", Scope.STORE, STAFF, 400),
            new Endpoint("POST", "/admin/tables/{table_id}/merge", Scope.STORE, STAFF, 400),
            new Endpoint("POST", "/admin/tables/{table_id}/split", Scope.STORE, STAFF, 400),
            new Endpoint("POST", "/admin/tables", Scope.STORE, ADMINS, 400),
            new Endpoint("PATCH", "/admin/tables/{table_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("DELETE", "/admin/tables/{table_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("PATCH", "/admin/store", Scope.STORE, ADMINS, 200),
            new Endpoint("GET", "/admin/store", Scope.STORE, STAFF, 200),
            new Endpoint("POST", "/admin/menus", Scope.STORE, ADMINS, 400),
            new Endpoint("PATCH", "/admin/menus/order", Scope.STORE, ADMINS, 400),
            new Endpoint("PATCH", "/admin/menus/{menu_id}", Scope.STORE, STAFF, 404),
            new Endpoint("PATCH", "/admin/menus/{menu_id}/options/{option_id}", Scope.STORE, STAFF, 400),
            new Endpoint("DELETE", "/admin/menus/{menu_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("POST", "/admin/pictures", Scope.STORE, ADMINS, 400),
            new Endpoint("GET", "/chain/menus", Scope.NONE, CHAIN, 400),
            new Endpoint("POST", "/chain/menus/rollouts", Scope.NONE, CHAIN, 400),
            new Endpoint("POST", "/admin/stations", Scope.STORE, ADMINS, 400),
            new Endpoint("PATCH", "/admin/stations/{station_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("DELETE", "/admin/stations/{station_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("GET", "/admin/stations", Scope.STORE, STAFF, 200),
            new Endpoint("POST", "/admin/printers", Scope.STORE, ADMINS, 400),
            new Endpoint("PATCH", "/admin/printers/{printer_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("DELETE", "/admin/printers/{printer_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("GET", "/admin/printers", Scope.STORE, STAFF, 200),
            new Endpoint("GET", "/admin/print-slips", Scope.STORE, STAFF, 200),
            new Endpoint("POST", "/admin/printers/{printer_id}/reprints", Scope.STORE, STAFF, 400),
            new Endpoint("POST", "/admin/categories", Scope.STORE, ADMINS, 400),
            new Endpoint("PATCH", "/admin/categories/{category_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("DELETE", "/admin/categories/{category_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("GET", "/admin/staff", Scope.STORE, ADMINS, 200),
            new Endpoint("POST", "/admin/staff", Scope.STORE, ADMINS, 400),
            new Endpoint("POST", "/admin/staff/unlock", Scope.STORE, ADMINS, 400),
            new Endpoint("PATCH", "/admin/staff/{account_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("DELETE", "/admin/staff/{account_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("GET", "/admin/devices", Scope.STORE, ADMINS, 200),
            new Endpoint("DELETE", "/admin/devices", Scope.STORE, ADMINS, 400),
            new Endpoint("DELETE", "/admin/devices/{device_id}", Scope.STORE, ADMINS, 404),
            new Endpoint("POST", "/admin/devices/pairing-codes", Scope.STORE, ADMINS, 400),
            new Endpoint("GET", "/customer/menus", Scope.OWN, GUESTS, 200),
            new Endpoint("GET", "/customer/orders", Scope.OWN, GUESTS, 404),
            new Endpoint("GET", "/admin/orders", Scope.STORE, STAFF, 200),
            new Endpoint("GET", "/admin/orders/{order_id}", Scope.STORE, STAFF, 404),
            new Endpoint("GET", "/admin/orders/{order_id}/events", Scope.STORE, STAFF, 404),
            new Endpoint("GET", "/admin/tables", Scope.STORE, STAFF, 200),
            new Endpoint("GET", "/admin/tables/{table_id}/history", Scope.STORE, STAFF, 404),
            new Endpoint("GET", "/admin/menus", Scope.STORE, STAFF, 200),
            new Endpoint("GET", "/admin/categories", Scope.STORE, STAFF, 200),
            new Endpoint("GET", "/admin/audit/verify", Scope.STORE, ADMINS, 200),
            new Endpoint("GET", "/admin/audit/accounts", Scope.STORE_OR_CHAIN, ADMINS, 200),
            new Endpoint("GET", "/admin/stats", Scope.STORE, ADMINS, 200),
            new Endpoint("GET", "/admin/reports/day", Scope.STORE, ADMINS, 200),
            new Endpoint("GET", "/chain/stores", Scope.NONE, CHAIN, 200),
            new Endpoint("GET", "/chain/overview", Scope.NONE, CHAIN, 200),
            new Endpoint("GET", "/chain/activity", Scope.NONE, CHAIN, 200),
            new Endpoint("GET", "/chain/sales", Scope.NONE, CHAIN, 200),
            new Endpoint("PATCH", "/chain/stores/{store_id}", Scope.PATH, CHAIN, 200),
            new Endpoint("POST", "/chain/stores", Scope.NONE, CHAIN, 400),
            new Endpoint("POST", "/chain/stores/{store_id}/close", Scope.PATH, CHAIN, 200),
            new Endpoint("POST", "/chain/stores/{store_id}/reopen", Scope.PATH, CHAIN, 200),
            new Endpoint("POST", "/platform/setup-codes", Scope.NONE, OPERATORS, 201),
            new Endpoint("GET", "/platform/operators", Scope.NONE, OPERATORS, 200),
            new Endpoint("POST", "/platform/operators", Scope.NONE, OPERATORS, 400),
            new Endpoint("PATCH", "/platform/operators/{account_id}", Scope.NONE, OPERATORS, 404),
            new Endpoint("GET", "/platform/chains", Scope.NONE, OPERATORS, 200),
            new Endpoint("POST", "/platform/chains", Scope.NONE, OPERATORS, 400),
            new Endpoint("PATCH", "/platform/chains/{chain_id}", Scope.NONE, OPERATORS, 400),
            new Endpoint("POST", "/platform/chains/{chain_id}/admins", Scope.NONE, OPERATORS, 400),
            new Endpoint("PATCH", "/platform/chains/{chain_id}/admins/{account_id}", Scope.NONE, OPERATORS, 404),
            new Endpoint("POST", "/auth/logout", Scope.NONE, EnumSet.allOf(Role.class), 204),
            new Endpoint("PUT", "/auth/kept-login", Scope.NONE, EnumSet.complementOf(EnumSet.of(Role.TABLE)), 400),
            new Endpoint("POST", "/auth/password", Scope.NONE, WITH_ACCOUNTS, 400),
            new Endpoint("POST", "/auth/qr-codes", Scope.NONE, WITH_ACCOUNTS, 400),
            new Endpoint("POST", "/admin/staff/{account_id}/invitation", Scope.STORE, ADMINS, 404),
            new Endpoint("DELETE", "/admin/staff/{account_id}/invitation", Scope.STORE, ADMINS, 404),
            new Endpoint("POST", "/platform/operators/{account_id}/invitation", Scope.NONE, OPERATORS, 404),
            new Endpoint("DELETE", "/platform/operators/{account_id}/invitation", Scope.NONE, OPERATORS, 404),
            new Endpoint(
                    "POST", "/platform/chains/{chain_id}/admins/{account_id}/invitation", Scope.NONE, OPERATORS, 404),
            new Endpoint(
                    "DELETE", "/platform/chains/{chain_id}/admins/{account_id}/invitation", Scope.NONE, OPERATORS, 404),
            new Endpoint("GET", "/auth/second-factor", Scope.NONE, WITH_ACCOUNTS, 404),
            new Endpoint("POST", "/auth/second-factor", Scope.NONE, WITH_ACCOUNTS, 400),
            new Endpoint("POST", "/auth/second-factor/confirm", Scope.NONE, WITH_ACCOUNTS, 400),
            new Endpoint("POST", "/auth/second-factor/recovery-codes", Scope.NONE, WITH_ACCOUNTS, 400),
            new Endpoint("POST", "/auth/second-factor/remove", Scope.NONE, WITH_ACCOUNTS, 400),
            new Endpoint("DELETE", "/admin/staff/{account_id}/second-factor", Scope.STORE, ADMINS, 404),
            new Endpoint("DELETE", "/platform/operators/{account_id}/second-factor", Scope.NONE, OPERATORS, 404),
            new Endpoint(
                    "DELETE",
                    "/platform/chains/{chain_id}/admins/{account_id}/second-factor",
                    Scope.NONE,
                    OPERATORS,
                    404),
            new Endpoint("GET", "/auth/devices", Scope.NONE, WITH_ACCOUNTS, 200),
            new Endpoint("DELETE", "/auth/devices/{device_id}", Scope.NONE, WITH_ACCOUNTS, 404));

    /** Logs out every token of a role that these tests share; {@code EndedAccessTest} tries it. */
    private static final Set<String> ELSEWHERE = Set.of("DELETE /auth/devices");

    /** Without a token, and so without a role. */
    private static final Set<String> OPEN = Set.of(
            "POST /admin/login",
            "POST /customer/login",
            "POST /platform/login",
            "POST /platform/setup",
            "POST /auth/second-factor/enrolments",
            "POST /auth/invitations/accept",
            "POST /auth/oidc/begin",
            "POST /auth/oidc/login",
            "POST /devices/pair",
            "POST /devices/login",
            "GET /auth/kept-login",
            "DELETE /auth/kept-login",
            "GET /pictures/{picture_id}");

    private static final RunningApi API = RunningApi.shared();
    private static final TestStore OWN = TestStore.open(API, "matrix");
    private static final TestStore OF_CHAIN = TestStore.open(API, "matrix");
    private static final TestStore OF_OTHER_CHAIN = TestStore.open(API, "matrix-other");
    private static final String UNKNOWN = "no-such-store";

    @Test
    void every_endpoint_is_in_the_matrix() {
        Stream<String> served = API.handlers().getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/v1"))
                        .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .map(method -> method + " " + pattern.substring("/api/v1".length()))));

        assertThat(served)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ENDPOINTS.stream().map(Endpoint::toString), OPEN.stream(), ELSEWHERE.stream())
                                .flatMap(endpoints -> endpoints)
                                .toList());
    }

    @TestFactory
    Stream<DynamicTest> each_path_is_on_one_port() {
        return API.handlers().getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> DynamicTest.dynamicTest(
                                        method + " " + pattern, () -> assertNotOnTheOtherPort(method, pattern)))));
    }

    private static void assertNotOnTheOtherPort(RequestMethod method, String pattern) {
        URI other = pattern.startsWith("/internal/") ? API.url() : API.internalUrl();
        String path = pattern.replaceAll("\\{[^}]+}", "no-such-id").replace("**", "nothing");
        String body = method == RequestMethod.GET || method == RequestMethod.DELETE ? null : "{}";
        Answer answer = API.send(other, method.name(), path, API.operator(), body, Map.of());
        answer.expectProblem(404, "NOT_FOUND");
        assertThat(answer.text("detail"))
                .isEqualTo(API.get("/nothing-here", API.operator()).text("detail"));
    }

    @Test
    void there_are_paths_for_the_platforms_own_programs() {
        assertThat(API.handlers().getHandlerMethods().keySet())
                .flatMap(RequestMappingInfo::getPatternValues)
                .contains("/internal/commands", "/internal/skipped-records", "/internal/erasures");
    }

    @TestFactory
    Stream<DynamicTest> nobody_without_a_valid_token() {
        return ENDPOINTS.stream()
                .flatMap(endpoint -> Stream.of("", "not.a.token")
                        .map(token -> DynamicTest.dynamicTest(
                                endpoint + " with '" + token + "'",
                                () -> call(endpoint, token, OWN.storeId, null).expectProblem(401, "AUTH_ERROR"))));
    }

    @TestFactory
    Stream<DynamicTest> each_role_at_each_endpoint() {
        return ENDPOINTS.stream()
                .flatMap(endpoint -> EnumSet.allOf(Role.class).stream().flatMap(role -> cases(endpoint, role)));
    }

    private static Stream<DynamicTest> cases(Endpoint endpoint, Role role) {
        List<DynamicTest> cases = new ArrayList<>();
        if (!endpoint.roles().contains(role)) {
            cases.add(expecting(endpoint, role, OWN.storeId, OWN.storeId, 403));
            return cases.stream();
        }
        switch (endpoint.scope()) {
            case NONE -> cases.add(expecting(endpoint, role, "", null, endpoint.allowed()));
            case OWN -> {
                cases.add(expecting(endpoint, role, "", null, endpoint.allowed()));
                cases.add(expecting(endpoint, role, "", OF_CHAIN.storeId, endpoint.allowed()));
                cases.add(expecting(endpoint, role, "", OF_OTHER_CHAIN.storeId, endpoint.allowed()));
            }
            case PATH -> {
                cases.add(expecting(endpoint, role, OWN.storeId, null, endpoint.allowed()));
                cases.add(expecting(endpoint, role, OF_CHAIN.storeId, null, endpoint.allowed()));
                cases.add(expecting(endpoint, role, OF_OTHER_CHAIN.storeId, null, 404));
                cases.add(expecting(endpoint, role, UNKNOWN, null, 404));
            }
            case STORE, STORE_OR_CHAIN -> {
                boolean chain = role == Role.CHAIN_ADMIN;
                boolean mustName = chain && endpoint.scope() == Scope.STORE;
                cases.add(expecting(endpoint, role, "", null, mustName ? 400 : endpoint.allowed()));
                cases.add(expecting(endpoint, role, "", OWN.storeId, endpoint.allowed()));
                cases.add(expecting(endpoint, role, "", OF_CHAIN.storeId, chain ? endpoint.allowed() : 403));
                cases.add(expecting(endpoint, role, "", OF_OTHER_CHAIN.storeId, 403));
                // A chain admin's is waited for, since it may have been opened just now: once is enough.
                if (!chain || endpoint.path().equals("/admin/staff")) {
                    cases.add(expecting(endpoint, role, "", UNKNOWN, 403));
                }
            }
        }
        return cases.stream();
    }

    private static DynamicTest expecting(
            Endpoint endpoint, Role role, String pathStore, @Nullable String named, int status) {
        String name = "%s as %s on %s: %d".formatted(endpoint, role, named == null ? pathStore : named, status);
        return DynamicTest.dynamicTest(name, () -> {
            Answer answer = call(endpoint, token(role), pathStore, named);
            answer.expect(status);
            if (status == 403) {
                answer.expectProblem(403, "FORBIDDEN");
            }
            if (status == 403 || endpoint.scope() == Scope.OWN) {
                assertThat(answer.body()).doesNotContain(OF_OTHER_CHAIN.storeId).doesNotContain(UNKNOWN);
            }
        });
    }

    private static String token(Role role) {
        return switch (role) {
            case TABLE -> API.token(role, OWN.chainId, OWN.storeId, "a-table");
            case STAFF, STORE_ADMIN -> API.token(role, OWN.chainId, OWN.storeId, null);
            case CHAIN_ADMIN -> API.token(role, OWN.chainId, null, null);
            case OPERATOR -> API.operator();
        };
    }

    private static Answer call(Endpoint endpoint, String token, String pathStore, @Nullable String named) {
        String path = endpoint.path().replace("{store_id}", pathStore).replaceAll("\\{[a-z_]+}", "no-such-id");
        String query = named == null ? "" : "?store_id=" + named;
        String body = endpoint.method().equals("GET") || endpoint.method().equals("DELETE") ? null : "{}";
        return API.send(endpoint.method(), "/api/v1" + path + query, token, body, Map.of());
    }
}
