package io.tableorder.api.query;

import java.util.Arrays;

/** Compares {@code If-None-Match} as RFC 9110 does: weakly, any of a list, or {@code *}. */
final class EntityTags {
    private EntityTags() {}

    static boolean anyMatches(String header, String etag) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(etag::equals);
    }
}
