package io.tableorder.testkit.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tableorder.event.Position;
import io.tableorder.event.Sha256;
import io.tableorder.wire.Json;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Checks each store's hash chain by the raw bytes alone: one partition, sequences 1, 2, 3 … and hashes that anybody could compute
 * with {@code head -c -75} and {@code sha256sum}. Uses nothing of the platform's own reading.
 */
final class HashChainCheck {

    /** This is the last member of every value: {@code ,"hash":"…"}}. */
    private static final int SEAL_BYTES = 75;

    private static final Link GENESIS = new Link(new Position(0, 0), 0, "0".repeat(64));

    private record Link(Position position, long sequence, String hash) {}

    private final Violations violations;
    private final Map<String, Link> ends = new HashMap<>();

    HashChainCheck(Violations violations) {
        this.violations = violations;
    }

    void check(EventLog log) {
        log.records().forEach(this::check);
    }

    private void check(LoggedRecord record) {
        JsonNode value;
        try {
            value = Json.mapper().readTree(record.value());
        } catch (JacksonException e) {
            violations.add(
                    "Store %s at %s: the value is not JSON: %s",
                    record.key(), record.position(), e.getOriginalMessage());
            return;
        }
        String storeId = value.path("store_id").asString("");
        if (!storeId.equals(record.key())) {
            violations.add("Store %s at %s: the value is of store '%s'", record.key(), record.position(), storeId);
        }
        Link end = ends.getOrDefault(record.key(), GENESIS);
        Link link = new Link(
                record.position(),
                value.path("sequence").asLong(0),
                value.path("hash").asString(""));
        checkLink(record, value, end, link);
        ends.put(record.key(), link);
    }

    private void checkLink(LoggedRecord record, JsonNode value, Link end, Link link) {
        if (end.sequence() > 0 && end.position().partition() != link.position().partition()) {
            violations.add(
                    "Store %s at %s: the event before it is in another partition, at %s",
                    record.key(), link.position(), end.position());
        }
        if (link.sequence() != end.sequence() + 1) {
            violations.add(
                    "Store %s at %s: expected sequence %d, got %d",
                    record.key(), link.position(), end.sequence() + 1, link.sequence());
        }
        String previous = value.path("prev_hash").asString("");
        if (!previous.equals(end.hash())) {
            violations.add(
                    "Store %s at %s: the hash chain is broken, expected previous hash %s, got %s",
                    record.key(), link.position(), end.hash(), previous);
        }
        String computed = hashOf(previous, record.value());
        if (!computed.equals(link.hash())) {
            violations.add(
                    "Store %s at %s: the bytes have hash %s and carry %s",
                    record.key(), link.position(), computed, link.hash());
        }
        if (record.unreadable() != null) {
            violations.add("Store %s at %s cannot be read: %s", record.key(), link.position(), record.unreadable());
        }
    }

    private static String hashOf(String previousHash, byte[] value) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(previousHash.getBytes(US_ASCII));
        sha256.update(value, 0, Math.max(0, value.length - SEAL_BYTES));
        return HexFormat.of().formatHex(sha256.digest());
    }
}
