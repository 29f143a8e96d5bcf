package io.tableorder.cli.audit;

import io.tableorder.event.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An anchor says what the log was at a time: the head of every store's hash chain. Kept where nobody who can write the log or
 * the database can write, it shows later that neither was made anew.
 *
 * @param ends by partition, the offset behind what the anchor vouches for
 * @param heads by store
 * @param before the SHA-256 of the anchor before it; empty for the first
 */
public record Anchor(Instant time, Map<Integer, Long> ends, Map<String, Head> heads, String before) {

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A head is the last event of one store. */
    public record Head(Position position, long sequence, String hash) {}

    public Anchor {
        ends = Map.copyOf(ends);
        heads = Map.copyOf(heads);
    }

    byte[] toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT).put("time", time.toString()).put("before", before);
        ObjectNode partitions = json.putObject("ends");
        new TreeMap<>(ends).forEach((partition, end) -> partitions.put(partition.toString(), end));
        ObjectNode stores = json.putObject("heads");
        new TreeMap<>(heads)
                .forEach((store, head) -> stores.putObject(store)
                        .put("position", head.position().toString())
                        .put("sequence", head.sequence())
                        .put("hash", head.hash()));
        return JSON.writeValueAsBytes(json);
    }

    /** @throws AnchorException for what is no anchor of this version */
    static Anchor parse(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json.path("format").asInt(0) != FORMAT) {
                throw new AnchorException("An anchor has another format than " + FORMAT + ": a newer version made it");
            }
            Map<Integer, Long> ends = new TreeMap<>();
            json.path("ends")
                    .propertyStream()
                    .forEach(end -> ends.put(
                            Integer.valueOf(end.getKey()), end.getValue().asLong()));
            Map<String, Head> heads = new TreeMap<>();
            json.path("heads").propertyStream().forEach(head -> heads.put(head.getKey(), head(head.getValue())));
            return new Anchor(
                    Instant.parse(json.path("time").asString()),
                    ends,
                    heads,
                    json.path("before").asString(""));
        } catch (JacksonException | IllegalArgumentException | DateTimeException malformed) {
            throw new AnchorException("An anchor cannot be read: " + malformed.getMessage());
        }
    }

    private static Head head(JsonNode json) {
        return new Head(
                Position.parse(json.path("position").asString()),
                json.path("sequence").asLong(),
                json.path("hash").asString());
    }
}
