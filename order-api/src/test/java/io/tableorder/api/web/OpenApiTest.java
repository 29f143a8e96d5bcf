package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.RunningApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private static final Path KEPT = Path.of("../docs/openapi.yaml");
    private static final Path GENERATED = Path.of("target/openapi.yaml");

    private final RunningApi api = RunningApi.shared();

    @Test
    void the_description_in_the_repository_is_the_one_the_code_gives() throws IOException {
        String generated = api.get("/v3/api-docs.yaml", "").expect(200).body();
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, generated);

        assertThat(Files.exists(KEPT) ? Files.readString(KEPT) : "")
                .as("docs/openapi.yaml is not what the controllers say. If the change is meant, take it over:%n"
                        + "  cp order-api/target/openapi.yaml docs/openapi.yaml")
                .isEqualTo(generated);
    }

    @Test
    void every_operation_of_the_contract_is_described() {
        JsonNode paths = api.get("/v3/api-docs", "").expect(200).json().path("paths");
        List<String> described = new ArrayList<>();
        paths.propertyStream()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        assertThat(described)
                .contains(
                        "POST /api/v1/admin/login",
                        "POST /api/v1/customer/login",
                        "GET /api/v1/customer/menus",
                        "POST /api/v1/customer/orders",
                        "GET /api/v1/customer/orders",
                        "POST /api/v1/customer/orders/{order_id}/cancel",
                        "GET /api/v1/admin/orders",
                        "GET /api/v1/admin/orders/{order_id}",
                        "PATCH /api/v1/admin/orders/{order_id}/status",
                        "DELETE /api/v1/admin/orders/{order_id}",
                        "GET /api/v1/admin/orders/{order_id}/events",
                        "POST /api/v1/admin/tables",
                        "GET /api/v1/admin/tables",
                        "PATCH /api/v1/admin/tables/{table_id}",
                        "GET /api/v1/admin/store",
                        "PATCH /api/v1/admin/store",
                        "PATCH /api/v1/admin/orders/{order_id}/items/{item_id}",
                        "DELETE /api/v1/admin/orders/{order_id}/items/{item_id}",
                        "DELETE /api/v1/admin/tables/{table_id}",
                        "POST /api/v1/admin/tables/{table_id}/end-session",
                        "POST /api/v1/admin/tables/{table_id}/orders",
                        "POST /api/v1/admin/tables/{table_id}/move",
                        "POST /api/v1/admin/tables/{table_id}/merge",
                        "POST /api/v1/admin/tables/{table_id}/split",
                        "GET /api/v1/admin/tables/{table_id}/history",
                        "GET /api/v1/admin/menus",
                        "POST /api/v1/admin/menus",
                        "PATCH /api/v1/admin/menus/{menu_id}",
                        "DELETE /api/v1/admin/menus/{menu_id}",
                        "PATCH /api/v1/admin/menus/order",
                        "GET /api/v1/admin/stations",
                        "POST /api/v1/admin/stations",
                        "PATCH /api/v1/admin/stations/{station_id}",
                        "DELETE /api/v1/admin/stations/{station_id}",
                        "GET /api/v1/admin/printers",
                        "POST /api/v1/admin/printers",
                        "PATCH /api/v1/admin/printers/{printer_id}",
                        "DELETE /api/v1/admin/printers/{printer_id}",
                        "POST /api/v1/admin/printers/{printer_id}/reprints",
                        "GET /api/v1/admin/print-slips",
                        "GET /api/v1/admin/categories",
                        "POST /api/v1/admin/categories",
                        "PATCH /api/v1/admin/categories/{category_id}",
                        "DELETE /api/v1/admin/categories/{category_id}",
                        "GET /api/v1/admin/audit/verify",
                        "GET /api/v1/admin/audit/accounts",
                        "GET /api/v1/admin/stats",
                        "GET /api/v1/admin/reports/day",
                        "GET /api/v1/chain/stores",
                        "GET /api/v1/chain/menus",
                        "POST /api/v1/chain/menus/rollouts",
                        "POST /api/v1/admin/pictures",
                        "GET /api/v1/pictures/{picture_id}",
                        "POST /api/v1/chain/stores",
                        "PATCH /api/v1/chain/stores/{store_id}",
                        "GET /api/v1/chain/overview",
                        "GET /api/v1/chain/activity",
                        "GET /api/v1/admin/staff",
                        "POST /api/v1/admin/staff",
                        "PATCH /api/v1/admin/staff/{account_id}",
                        "DELETE /api/v1/admin/staff/{account_id}",
                        "POST /api/v1/chain/stores/{store_id}/close",
                        "POST /api/v1/chain/stores/{store_id}/reopen",
                        "POST /api/v1/platform/login",
                        "POST /api/v1/platform/setup",
                        "POST /api/v1/platform/setup-codes",
                        "GET /api/v1/platform/operators",
                        "POST /api/v1/platform/operators",
                        "PATCH /api/v1/platform/operators/{account_id}",
                        "GET /api/v1/platform/chains",
                        "POST /api/v1/platform/chains",
                        "PATCH /api/v1/platform/chains/{chain_id}",
                        "POST /api/v1/platform/chains/{chain_id}/admins",
                        "PATCH /api/v1/platform/chains/{chain_id}/admins/{account_id}",
                        "POST /api/v1/auth/logout",
                        "GET /api/v1/auth/kept-login",
                        "PUT /api/v1/auth/kept-login",
                        "DELETE /api/v1/auth/kept-login",
                        "POST /api/v1/auth/password",
                        "POST /api/v1/auth/invitations/accept",
                        "POST /api/v1/auth/oidc/begin",
                        "POST /api/v1/auth/oidc/login",
                        "POST /api/v1/admin/staff/{account_id}/invitation",
                        "DELETE /api/v1/admin/staff/{account_id}/invitation",
                        "POST /api/v1/platform/operators/{account_id}/invitation",
                        "DELETE /api/v1/platform/operators/{account_id}/invitation",
                        "POST /api/v1/platform/chains/{chain_id}/admins/{account_id}/invitation",
                        "DELETE /api/v1/platform/chains/{chain_id}/admins/{account_id}/invitation",
                        "POST /api/v1/auth/qr-codes",
                        "GET /api/v1/auth/second-factor",
                        "POST /api/v1/auth/second-factor",
                        "POST /api/v1/auth/second-factor/confirm",
                        "POST /api/v1/auth/second-factor/enrolments",
                        "POST /api/v1/auth/second-factor/recovery-codes",
                        "POST /api/v1/auth/second-factor/remove",
                        "DELETE /api/v1/admin/staff/{account_id}/second-factor",
                        "DELETE /api/v1/platform/operators/{account_id}/second-factor",
                        "DELETE /api/v1/platform/chains/{chain_id}/admins/{account_id}/second-factor",
                        "GET /api/v1/auth/devices",
                        "DELETE /api/v1/auth/devices",
                        "DELETE /api/v1/auth/devices/{device_id}",
                        "GET /api/v1/admin/devices",
                        "DELETE /api/v1/admin/devices",
                        "DELETE /api/v1/admin/devices/{device_id}",
                        "POST /api/v1/admin/devices/pairing-codes",
                        "POST /api/v1/devices/pair",
                        "POST /api/v1/devices/login",
                        "GET /health",
                        "GET /metrics");
    }

    @Test
    void every_operation_has_a_stable_id_a_resource_a_purpose_and_its_errors() {
        JsonNode paths = api.get("/v3/api-docs", "").expect(200).json().path("paths");
        List<String> ids = new ArrayList<>();
        List<String> described = new ArrayList<>();
        paths.propertyStream()
                .forEach(path -> path.getValue().propertyStream().forEach(method -> {
                    JsonNode operation = method.getValue();
                    String name = method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
                    described.add(name);
                    ids.add(operation.path("operationId").asString());
                    assertThat(operation.path("summary").asString(""))
                            .as("%s in api/operations.yaml", name)
                            .isNotBlank();
                    assertThat(operation.path("description").asString(""))
                            .as(name)
                            .isNotBlank();
                    assertThat(operation.path("tags").path(0).asString(""))
                            .as(name)
                            .doesNotContain("-");
                    operation.path("parameters").forEach(parameter -> {
                        assertThat(parameter.path("description").asString(""))
                                .as("%s %s", name, parameter)
                                .isNotBlank();
                        assertThat(parameter.has("schema"))
                                .as("%s %s", name, parameter)
                                .isTrue();
                    });
                }));

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z]+"));
        assertThat(new ApiCatalogue().operations()).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void the_errors_and_headers_of_an_order_are_described() {
        JsonNode responses = api.get("/v3/api-docs", "").json().at("/paths/~1api~1v1~1customer~1orders/post/responses");

        assertThat(responses.propertyNames())
                .contains("201", "400", "401", "403", "409", "413", "415", "422", "429", "503");
        assertThat(responses.at("/409/description").asString()).contains("CONFLICT", "PRICE_CHANGED");
        assertThat(responses.at("/201/headers").propertyNames())
                .contains("X-Position", "Idempotency-Replayed", "X-Request-ID");
        assertThat(responses.at("/503/headers").propertyNames()).contains("Retry-After");
    }

    @Test
    void an_order_is_described_in_the_contracts_names() {
        JsonNode order = api.get("/v3/api-docs", "").json().at("/components/schemas/OrderView");

        assertThat(order.path("properties").propertyNames())
                .contains("order_id", "order_number", "total_amount", "items")
                .doesNotContain("orderId");
        assertThat(order.path("required").valueStream().map(name -> name.asString()))
                .contains("order_id", "status");
    }

    @Test
    void the_description_can_be_browsed() {
        assertThat(api.get("/swagger-ui/index.html", "").expect(200).body()).contains("swagger-ui");
    }
}
