package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value with one member damaged, wherever it stands, under the hash that it then has. */
record Damage(String value, String member, boolean isOfLine) {

    private static final JsonMapper JSON = Json.mapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Set<String> OPTIONAL = Set.of(
            "request_id",
            "fingerprint",
            "note",
            "reason",
            "description",
            "image_url",
            "message",
            "resumes_at",
            "sold_out_until",
            "option_groups",
            "details",
            "translations",
            "ko",
            "en",
            "ja",
            "zh",
            "allergens",
            "origin",
            "spiciness",
            "table_name",
            "completed",
            "area");

    static Stream<Damage> without(String value) {
        return each(value, ObjectNode::remove);
    }

    static Stream<Damage> ofAnotherType(String value) {
        return each(value, (object, member) -> object.set(member, otherThan(object.get(member))));
    }

    static Stream<Damage> toNull(String value) {
        return each(value, ObjectNode::putNull);
    }

    boolean isAllowed() {
        return OPTIONAL.contains(member)
                // A line may have none, and a group has some.
                || (member.equals("options") && isOfLine)
                || (member.equals("session_id") && value.contains("call.made.v1"));
    }

    byte[] sealed() {
        return member.equals("hash") ? value.getBytes(UTF_8) : FrozenEventsTest.sealed(value);
    }

    private static JsonNode otherThan(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> NODES.numberNode(7);
            case NUMBER, BOOLEAN -> NODES.stringNode(node.asString());
            case OBJECT -> NODES.arrayNode();
            case ARRAY, BINARY, MISSING, NULL, POJO -> NODES.objectNode();
        };
    }

    private static Stream<Damage> each(String value, BiConsumer<ObjectNode, String> damage) {
        List<Damage> damaged = new ArrayList<>();
        int places = members(JSON.readTree(value)).size();
        for (int i = 0; i < places; i++) {
            JsonNode tree = JSON.readTree(value);
            Place place = members(tree).get(i);
            boolean isOfLine = place.object().has("quantity");
            damage.accept(place.object(), place.member());
            damaged.add(new Damage(JSON.writeValueAsString(tree), place.member(), isOfLine));
        }
        return damaged.stream();
    }

    private record Place(ObjectNode object, String member) {}

    private static List<Place> members(JsonNode tree) {
        List<Place> places = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> places.add(new Place(object, name)));
        }
        tree.values().forEach(child -> places.addAll(members(child)));
        return places;
    }
}
