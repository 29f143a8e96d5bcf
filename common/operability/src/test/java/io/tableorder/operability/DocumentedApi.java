package io.tableorder.operability;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what a service really answers against its API document. Tests hand over every exchange they have, so whatever
 * they try is checked beside what they assert themselves.
 */
public final class DocumentedApi {

    private static final String HERE = "https://table-order.test/openapi.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode document;
    private final List<Template> templates;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** @param type the answer's media type, without parameters */
    record Exchange(String method, String path, @Nullable String requestBody, int status, String type, String body) {
        boolean isSuccess() {
            return status < 300;
        }
    }

    private record Template(String path, Pattern pattern, int literals) {}

    private DocumentedApi(JsonNode document) {
        this.document = document;
        this.templates = document.path("paths").propertyNames().stream()
                .map(DocumentedApi::template)
                .toList();
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(HERE, document.toString())));
    }

    public static DocumentedApi read(Path file) {
        try {
            JsonNode document = JSON.valueToTree(new Yaml().load(Files.readString(file)));
            closeObjects(document.path("components").path("schemas"));
            closeObjects(document.path("paths"));
            return new DocumentedApi(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asserts that the document has the operation, the answer's status, form and members, and takes the request if the
     * service did.
     */
    public void assertDescribes(HttpResponse<String> answer, @Nullable String requestBody) {
        assertDescribes(answer, answer.body(), requestBody);
    }

    /** @param body of the answer, read from it however the test does */
    public void assertDescribes(HttpResponse<?> answer, String body, @Nullable String requestBody) {
        assertDescribes(new Exchange(
                answer.request().method(),
                answer.request().uri().getRawPath(),
                requestBody,
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""),
                body));
    }

    void assertDescribes(Exchange exchange) {
        Optional<String> template = template(exchange.method(), exchange.path());
        if (template.isEmpty()) {
            assertThat(exchange.path().startsWith("/api/") && exchange.status() < 400)
                    .as("answered, and no operation describes it: %s", exchange)
                    .isFalse();
            return;
        }
        String operation =
                "/paths/" + escaped(template.get()) + "/" + exchange.method().toLowerCase(Locale.ROOT);
        assertAnswer(operation, exchange);
        if (exchange.requestBody() != null && exchange.isSuccess()) {
            String form = operation + "/requestBody/content/application~1json";
            if (document.at(form).isMissingNode()) {
                assertThat(exchange.requestBody())
                        .as("%s takes no body", operation)
                        .isIn("", "{}");
            } else {
                assertValid(form, exchange.requestBody(), exchange);
            }
        }
    }

    private void assertAnswer(String operation, Exchange exchange) {
        JsonNode responses = document.at(operation + "/responses");
        String status = Integer.toString(exchange.status());
        // What fails may be described all together; what succeeds has to be described by itself.
        String described = responses.has(status) || exchange.status() < 400 ? status : "default";
        assertThat(responses.has(described))
                .as("its status is not described: %s", exchange)
                .isTrue();
        String response = operation + "/responses/" + described;
        JsonNode content = document.at(response + "/content");
        if (exchange.body().isEmpty()) {
            assertThat(content.isEmpty() || !exchange.isSuccess())
                    .as("a body is described: %s", exchange)
                    .isTrue();
            return;
        }
        assertThat(content.has(exchange.type()))
                .as("its media type is not described: %s", exchange)
                .isTrue();
        if (exchange.type().endsWith("json")) {
            assertValid(response + "/content/" + escaped(exchange.type()), exchange.body(), exchange);
        }
    }

    private void assertValid(String form, String body, Exchange exchange) {
        Schema schema = schemas.computeIfAbsent(form, this::schema);
        assertThat(schema.validate(body, InputFormat.JSON))
                .as("%s, by %s", exchange, form)
                .isEmpty();
    }

    /** A schema of its own, whose references lead to the document. */
    private Schema schema(String form) {
        return registry.getSchema(
                document.at(form + "/schema").toString().replace("\"#/components/", "\"" + HERE + "#/components/"));
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    /** The path with the most fixed steps is meant: {@code menus/order} before {@code menus/{menu_id}}. */
    private Optional<String> template(String method, String path) {
        return templates.stream()
                .filter(template -> template.pattern().matcher(path).matches())
                .filter(template -> document.path("paths").path(template.path()).has(method.toLowerCase(Locale.ROOT)))
                .max((one, other) -> Integer.compare(one.literals(), other.literals()))
                .map(Template::path);
    }

    private static Template template(String path) {
        String regex = Arrays.stream(path.split("/"))
                .map(step -> step.startsWith("{") ? "[^/]+" : Pattern.quote(step))
                .collect(Collectors.joining("/"));
        long literals = Arrays.stream(path.split("/"))
                .filter(step -> !step.startsWith("{"))
                .count();
        return new Template(path, Pattern.compile(regex), (int) literals);
    }

    /**
     * Clients have to allow members that come later, but those that are there now have to be described. A problem
     * document says itself that it has more.
     */
    private static void closeObjects(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.has("properties")
                && !object.has("additionalProperties")
                && !object.path("properties").has("error_code")) {
            object.put("additionalProperties", false);
        }
        node.forEach(DocumentedApi::closeObjects);
    }
}
