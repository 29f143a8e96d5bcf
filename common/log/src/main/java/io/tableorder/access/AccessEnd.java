package io.tableorder.access;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Objects;

/**
 * An access end says which tokens open nothing any more. It is a fact and is never taken back: who gets access again
 * gets it by a new token.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AccessEnd.OfSubject.class, name = "subject.v1"),
    @JsonSubTypes.Type(value = AccessEnd.OfChain.class, name = "chain.v1"),
    @JsonSubTypes.Type(value = AccessEnd.OfLogins.class, name = "logins.v1"),
    @JsonSubTypes.Type(value = AccessEnd.OfDevice.class, name = "device.v1"),
    @JsonSubTypes.Type(value = AccessEnd.OfManaged.class, name = "managed.v1"),
    @JsonSubTypes.Type(value = AccessEnd.OfChainLogins.class, name = "chain-logins.v1")
})
public sealed interface AccessEnd {

    /** Returns when it ended. Tokens that say too little about themselves are judged by this time alone. */
    Instant endedAt();

    /** Returns a key that no other end has, so that keys never hide one end behind another. */
    String key();

    /** Ends all tokens of an account, or of a table, whose epoch is earlier than this. */
    record OfSubject(String subject, long epoch, Instant endedAt) implements AccessEnd {

        public OfSubject {
            requireText("subject", subject);
            Objects.requireNonNull(endedAt, "ended_at");
        }

        /** Ends the access of somebody, or of a table, that will never have any again. */
        public static OfSubject forGood(String subject, Instant endedAt) {
            return new OfSubject(subject, Long.MAX_VALUE, endedAt);
        }

        @Override
        public String key() {
            return "subject/" + subject + "/" + epoch;
        }
    }

    /** Ends all tokens of a chain, its stores and its tables, whose chain epoch is earlier than this. */
    record OfChain(String chainId, long epoch, Instant endedAt) implements AccessEnd {

        public OfChain {
            requireText("chain_id", chainId);
            Objects.requireNonNull(endedAt, "ended_at");
        }

        @Override
        public String key() {
            return "chain/" + chainId + "/" + epoch;
        }
    }

    /** Ends all of an account's logins until then, on whatever device. */
    record OfLogins(String subject, Instant endedAt) implements AccessEnd {

        public OfLogins {
            requireText("subject", subject);
            Objects.requireNonNull(endedAt, "ended_at");
        }

        @Override
        public String key() {
            return "logins/" + subject + "/" + endedAt;
        }
    }

    /** Ends one login, which is on one device. */
    record OfDevice(String device, Instant endedAt) implements AccessEnd {

        public OfDevice {
            requireText("device", device);
            Objects.requireNonNull(endedAt, "ended_at");
        }

        @Override
        public String key() {
            return "device/" + device;
        }
    }

    /**
     * An end that was ordered while the accounts could not be changed, with what is to become of them once they can. It ends
     * logins by their time, for epochs stand with the accounts.
     */
    sealed interface Deferring extends AccessEnd {

        /** Returns what is to be done about the accounts. */
        DeferredChange change();
    }

    /**
     * Ends the logins until then of one account, table or device, as far as they are of those whom somebody manages. What
     * a token says of its place decides it, so that nobody has to look up whose the account is.
     */
    record OfManaged(String subject, ManagedBy managed, Instant endedAt, DeferredChange change) implements Deferring {

        public OfManaged {
            requireText("subject", subject);
            Objects.requireNonNull(managed, "managed");
            Objects.requireNonNull(endedAt, "ended_at");
            Objects.requireNonNull(change, "change");
        }

        @Override
        public String key() {
            return "managed/" + change.id();
        }
    }

    /** Ends all logins until then of a chain, its stores and its tables. */
    record OfChainLogins(String chainId, Instant endedAt, DeferredChange change) implements Deferring {

        public OfChainLogins {
            requireText("chain_id", chainId);
            Objects.requireNonNull(endedAt, "ended_at");
            Objects.requireNonNull(change, "change");
        }

        @Override
        public String key() {
            return "chain-logins/" + change.id();
        }
    }

    private static void requireText(String member, String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("An access end needs its " + member);
        }
    }
}
