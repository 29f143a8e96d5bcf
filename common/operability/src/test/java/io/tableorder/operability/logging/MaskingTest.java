package io.tableorder.operability.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.dBjftJeZ4CVP_mB92K27uhbUJU1p1r";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer " + JWT,
                "authorization=bearer " + JWT,
                "refused " + JWT,
                "Authorization: Basic YWRtaW46aHVudGVyMg==",
                "{\"username\":\"admin\",\"password\":\"hunter2\"}",
                "{\"password\" : \"hun\\\"ter2\"}",
                "{\\\"table_password\\\":\\\"hunter2\\\",\\\"table_number\\\":3}",
                "{\"table_password\":12345678,\"table_number\":3}",
                "{'secret': 'hunter2'}",
                "login?username=admin&password=hunter2&next=/",
                "LoginRequest[username=admin, password=hunter2 with spaces]",
                "GET /api/v1/admin/orders/stream?ticket=hunter2.abc&after=1",
                "access_token=hunter2",
                "SECRET_KEY=hunter2hunter2hunter2",
                "SECRET_KEY: hunter2",
                "Password: hunter2",
                "spring.datasource.password=hunter2",
                "api-key=hunter2",
                "sasl.jaas.config=ScramLoginModule required username=\"orders\" password=\"hunter2\";",
                "Connecting to postgresql://app:hunter2@db:5432/orders failed",
                "postgresql+asyncpg://app:hunt@er2@db/orders",
                "jdbc:postgresql://db/orders?user=app&password=hunter2",
                "redis://:hunter2@cache",
            })
    void hides_the_secret(String text) {
        assertThat(Masking.mask(text))
                .contains("***")
                .doesNotContain("hunter2", "er2", JWT, "YWRtaW46aHVudGVyMg", "12345678", "eyJ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Request completed",
                "Order 0198c5b2-7f3a-7cc1-9d5e-2b8f6a1c4e77 of store gangnam placed at 7-123456",
                "Listening on http://127.0.0.1:8080/health",
                "The token is missing, invalid or expired",
                "Failed logins in a row: 5, passwords are not shown",
                "Connecting to jdbc:postgresql://db:5432/orders",
                "주문 3건이 접수되었습니다",
            })
    void leaves_the_rest_alone(String text) {
        assertThat(Masking.mask(text)).isSameAs(text).isEqualTo(text);
    }

    @Test
    void leaves_what_stands_around_a_secret() {
        assertThat(Masking.mask("{\"username\":\"admin\",\"password\":\"hunter2\",\"store_id\":\"gangnam\"}"))
                .isEqualTo("{\"username\":\"admin\",\"password\":\"***\",\"store_id\":\"gangnam\"}");
        assertThat(Masking.mask("postgresql://app:hunter2@db:5432/orders"))
                .isEqualTo("postgresql://app:***@db:5432/orders");
    }

    @Test
    void does_not_stall_on_text_made_to_stall_it() {
        String hostile = "password".repeat(2_000) + "\"".repeat(2_000) + "\\".repeat(2_000) + "://".repeat(2_000);
        long start = System.nanoTime();

        Masking.mask(hostile);

        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }
}
