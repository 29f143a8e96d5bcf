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
        String method = answer.request().method();
        String path = answer.request().uri().getRawPath();
        Optional<String> template = template(method, path);
        if (template.isEmpty()) {
            boolean known = path.startsWith("/api/") && answer.statusCode() < 400;
            assertThat(known)
                    .as("%s %s is answered and not described", method, path)
                    .isFalse();
            return;
        }
        String operation = "/paths/" + escaped(template.get()) + "/" + method.toLowerCase(Locale.ROOT);
        assertAnswer(operation, answer, body);
        if (requestBody != null && answer.statusCode() < 300) {
            String form = operation + "/requestBody/content/application~1json";
            if (document.at(form).isMissingNode()) {
                assertThat(requestBody).as("%s takes no body", operation).isIn("", "{}");
            } else {
                assertValid(form, requestBody, "request of " + method + " " + path);
            }
        }
    }

    private void assertAnswer(String operation, HttpResponse<?> answer, String body) {
        JsonNode responses = document.at(operation + "/responses");
        String status = Integer.toString(answer.statusCode());
        String described = responses.has(status) ? status : "default";
        String what = "%s %s of %s".formatted(status, body, answer.request());
        assertThat(responses.has(described)).as("no %s", what).isTrue();
        assertThat(answer.statusCode() < 400 && described.equals("default"))
                .as("not described: %s", what)
                .isFalse();
        String response = operation + "/responses/" + described;
        JsonNode content = document.at(response + "/content");
        if (body.isEmpty()) {
            assertThat(content.isEmpty() || !isSuccess(answer))
                    .as("empty, but described: %s", what)
                    .isTrue();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        assertThat(content.has(type)).as("form %s of %s", type, what).isTrue();
        if (type.endsWith("json")) {
            assertValid(response + "/content/" + escaped(type), body, what);
        }
    }

    private static boolean isSuccess(HttpResponse<?> answer) {
        return answer.statusCode() < 300;
    }

    private void assertValid(String form, String body, String what) {
        Schema schema = schemas.computeIfAbsent(form, this::schema);
        assertThat(schema.validate(body, InputFormat.JSON))
                .as("%s, by %s", what, form)
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
