package io.tableorder.access;

import io.tableorder.wire.Json;
import tools.jackson.core.JacksonException;

/** Access ends as the JSON of their records. Every form ever written stays readable. */
public final class AccessCodec {

    private AccessCodec() {}

    public static byte[] write(AccessEnd end) {
        return Json.mapper().writerFor(AccessEnd.class).writeValueAsBytes(end);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no access end that this version knows
     */
    public static AccessEnd read(byte[] value) {
        try {
            return Json.mapper().readValue(value, AccessEnd.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not an access end known here: " + e.getOriginalMessage(), e);
        }
    }
}
