package io.tableorder.trail;

import io.tableorder.wire.HashChain;
import io.tableorder.wire.Json;
import tools.jackson.core.JacksonException;

/** Account events as the bytes of their topic: JSON that ends with the hash over all before it and the event before. */
public final class AccountEventCodec {

    private AccountEventCodec() {}

    /** Returns the event's bytes, sealed. */
    public static byte[] write(AccountEvent event) {
        byte[] unsealed = Json.mapper().writeValueAsBytes(event);
        return HashChain.sealed(event.prevHash(), unsealed);
    }

    /**
     * Reads what {@link #write} wrote, whatever its type.
     *
     * @throws IllegalArgumentException if the bytes are no account event
     */
    public static AccountEvent read(byte[] value) {
        try {
            return Json.mapper().readValue(value, AccountEvent.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not an account event: " + e.getOriginalMessage(), e);
        }
    }
}
