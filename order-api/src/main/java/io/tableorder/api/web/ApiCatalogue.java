package io.tableorder.api.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Says of each operation what its controller cannot: a stable id for generated clients, its resource, its purpose, an
 * example and its own error codes. They are in one file, {@code api/operations.yaml}.
 */
final class ApiCatalogue implements GlobalOpenApiCustomizer {

    private static final String FILE = "/api/operations.yaml";

    /**
     * An operation without an entry keeps what springdoc made up; a test names it.
     *
     * @param accepted what an answer 202 means, which has no body; null where there is none
     */
    record Entry(
            String id,
            String tag,
            String summary,
            String description,
            @Nullable Object request,
            @Nullable Object answer,
            @Nullable String accepted,
            Map<Integer, List<String>> errors) {}

    private static final Map<String, String> TAGS = new TreeMap<>(Map.ofEntries(
            Map.entry("Audit", "The proof that nothing was altered"),
            Map.entry("Calls", "What guests call for, for staff"),
            Map.entry("Chain", "A chain's stores, for chain admins"),
            Map.entry("Devices", "Tablets and screens that log in by themselves, and where a store is logged in"),
            Map.entry("Guests", "What a table's tablet does"),
            Map.entry("Login", "Access tokens"),
            Map.entry("Menu", "Upkeep of dishes and categories"),
            Map.entry("Operation", "Probes and figures for those who run the platform"),
            Map.entry("Orders", "The board and its orders, for staff"),
            Map.entry("Platform", "Chains, for operators"),
            Map.entry("Staff", "Accounts of a store"),
            Map.entry("Statistics", "Figures of a store"),
            Map.entry("Store", "The store itself, for those who work in it"),
            Map.entry("Tables", "Tables and their sessions")));

    private final Map<String, Entry> entries;

    ApiCatalogue() {
        this.entries = read();
    }

    @Override
    public void customise(OpenAPI document) {
        TAGS.forEach(
                (name, description) -> document.addTagsItem(new Tag().name(name).description(description)));
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
    }

    private void describe(String path, PathItem.HttpMethod method, Operation operation) {
        Entry entry = entries.get(method + " " + path);
        if (entry == null) {
            return;
        }
        operation.operationId(entry.id()).tags(List.of(entry.tag())).summary(entry.summary());
        operation.description(entry.description());
        if (entry.request() != null && operation.getRequestBody() != null) {
            addExample(operation.getRequestBody().getContent(), entry.request());
        }
        if (entry.answer() != null) {
            operation.getResponses().entrySet().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .forEach(response -> addExample(response.getValue().getContent(), entry.answer()));
        }
        if (entry.accepted() != null) {
            operation.getResponses().addApiResponse("202", new ApiResponse().description(entry.accepted()));
        }
        ApiErrors.describe(operation, entry.errors());
    }

    private static void addExample(@Nullable Content content, Object example) {
        if (content != null) {
            content.values().forEach(media -> media.setExample(example));
        }
    }

    Stream<String> operations() {
        return entries.keySet().stream();
    }

    private static Map<String, Entry> read() {
        try (InputStream file = ApiCatalogue.class.getResourceAsStream(FILE)) {
            Map<String, Map<String, Object>> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            Map<String, Entry> entries = new TreeMap<>();
            read.forEach((operation, entry) -> entries.put(operation, entry(entry)));
            return entries;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("unchecked")
    private static Entry entry(Map<String, Object> entry) {
        return new Entry(
                text(entry, "id"),
                text(entry, "tag"),
                text(entry, "summary"),
                text(entry, "description"),
                entry.get("request"),
                entry.get("answer"),
                entry.containsKey("accepted") ? text(entry, "accepted") : null,
                (Map<Integer, List<String>>) entry.getOrDefault("errors", Map.of()));
    }

    private static String text(Map<String, Object> entry, String member) {
        if (entry.get(member) instanceof String text) {
            return text;
        }
        throw new IllegalStateException(FILE + ": " + entry + " has no " + member);
    }
}
