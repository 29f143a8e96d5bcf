package io.tableorder.operability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.operability.DocumentedApi.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentedApiTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            paths:
              /api/dishes/{dish_id}:
                put:
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: object
                          properties:
                            price: {type: integer}
                  responses:
                    '200':
                      description: The dish
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Dish'}
                    default:
                      description: Refused
                      content:
                        application/problem+json:
                          schema: {type: object}
              /api/dishes/all:
                put:
                  responses:
                    '204': {description: Done}
            components:
              schemas:
                Dish:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string}
                    price: {type: integer}
            """;

    private DocumentedApi api;

    @BeforeEach
    void read(@TempDir Path directory) throws IOException {
        api = DocumentedApi.read(Files.writeString(directory.resolve("openapi.yaml"), DOCUMENT));
    }

    private void check(String path, @Nullable String request, int status, String type, String body) {
        api.assertDescribes(new Exchange("PUT", path, request, status, type, body));
    }

    @Test
    void what_is_as_described_is_let_through() {
        check("/api/dishes/7", "{\"price\":1}", 200, "application/json", "{\"name\":\"soup\",\"price\":1}");
        check("/api/dishes/7", "{\"price\":\"much\"}", 400, "application/problem+json", "{\"anything\":1}");
        check("/api/dishes/all", "{}", 204, "", "");
        check("/api/nowhere", null, 404, "application/problem+json", "{}");
        check("/pages/of/others", null, 200, "text/html", "<html>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/dishes/7   |               | 200 | application/json | {\"price\":1}                    | property 'name' not found",
                "/api/dishes/7   |               | 200 | application/json | {\"name\":\"soup\",\"price\":\"1\"} | string found, integer expected",
                "/api/dishes/7   |               | 200 | application/json | {\"name\":\"soup\",\"spice\":1}     | property 'spice' is not defined",
                "/api/dishes/7   |               | 200 | text/plain       | soup                             | media type",
                "/api/dishes/7   |               | 201 | application/json | {\"name\":\"soup\"}                | status",
                "/api/dishes/7   | {\"size\":1}    | 200 | application/json | {\"name\":\"soup\"}                | property 'size' is not defined",
                "/api/dishes/all | {\"size\":1}    | 204 | ''               | ''                               | takes no body",
                "/api/nowhere    |               | 200 | application/json | {}                               | no operation",
            })
    void what_is_not_described_is_noticed(
            String path, @Nullable String request, int status, String type, String body, String noticed) {
        assertThatThrownBy(() -> check(path, request, status, type, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(noticed);
    }
}
