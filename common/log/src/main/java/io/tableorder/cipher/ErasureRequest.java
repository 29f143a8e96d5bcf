package io.tableorder.cipher;

import io.tableorder.event.Actor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An erasure request asks the store's writer to destroy the key of a party's text. Its JSON is what one program sends. */
public record ErasureRequest(
        String storeId,
        String sessionId,
        String reason,
        Actor actor,
        @Nullable String requestId) {

    public ErasureRequest {
        Objects.requireNonNull(storeId, "store_id");
        Objects.requireNonNull(sessionId, "session_id");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(actor, "actor");
    }

    /** Every instance of order-api takes it at this path. */
    public static final String PATH = "/internal/erasures";

    /**
     * The writer's answer.
     *
     * @param position of the event that says so; of the store's last event when there was nothing left to erase
     * @param nothingLeft true when the key was destroyed before, or nobody in the store ever wrote anything
     */
    public record Erased(String position, boolean nothingLeft) {}
}
