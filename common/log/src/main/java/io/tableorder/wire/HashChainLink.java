package io.tableorder.wire;

import io.tableorder.event.RecordedEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A link is the place that an event states for itself in its store's hash chain. Whoever walks a hash chain compares
 * each link with the head behind which it should stand: see {@link #fitBehind}.
 */
public record HashChainLink(long sequence, String previousHash, String hash) {

    /** A fit says how a link stands to the head of its store's hash chain. */
    public enum Fit {
        /** It is the next one. */
        NEXT,
        /** It has the next number and names another previous hash than the head has. */
        UNLINKED,
        /** Numbers between the head and it are missing. */
        GAP,
        /** The head has that number already, or a later one. */
        REPEATED
    }

    public static HashChainLink of(RecordedEvent event) {
        return new HashChainLink(event.sequence(), event.previousHash(), event.hash());
    }

    /**
     * Reads what a value states, also when its type is unknown to this version. Nothing is proved by that: see {@link
     * #isSealOf}.
     *
     * @param storeId whose value it must be
     * @return empty if the value is no event of that store
     */
    public static Optional<HashChainLink> read(byte @Nullable [] value, @Nullable String storeId) {
        return read(value, "store_id", storeId);
    }

    /** Does as {@link #read(byte[], String)} does, for a value of which another member says whose hash chain it is in. */
    public static Optional<HashChainLink> read(byte @Nullable [] value, String member, @Nullable String owner) {
        if (value == null || value.length > EventCodec.MAX_VALUE_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.mapper().readTree(value);
            return json.path("sequence").isIntegralNumber()
                            && json.path(member).asString("").equals(owner)
                    ? Optional.of(new HashChainLink(
                            json.path("sequence").asLong(),
                            json.path("prev_hash").asString(""),
                            json.path("hash").asString("")))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException notEvenJson) {
            return Optional.empty();
        }
    }

    /** Returns whether the value's bytes have the hash that it carries, and this link with it. */
    public boolean isSealOf(byte[] value) {
        return HashChain.sealOf(value).equals(hash)
                && HashChain.hashOf(previousHash, value).equals(hash);
    }

    /**
     * Says how this link goes with the head of a hash chain.
     *
     * @param headSequence the head's; 0 before the store's first event
     * @param headHash the head's; {@link io.tableorder.store.Head#GENESIS_HASH} before the store's first event
     */
    public Fit fitBehind(long headSequence, String headHash) {
        if (sequence <= headSequence) {
            return Fit.REPEATED;
        }
        if (sequence > headSequence + 1) {
            return Fit.GAP;
        }
        return previousHash.equals(headHash) ? Fit.NEXT : Fit.UNLINKED;
    }
}
