package io.tableorder.cluster;

/**
 * Something that the cluster lacks.
 *
 * @param line what was found, what was expected and what to do, in one line
 */
public record Shortfall(Kind kind, String line) {

    /** Kinds of shortfall, by the law that would not hold. */
    public enum Kind {
        /** A commit of a former writer that arrives late could still take effect. */
        TRANSACTION_VERSION("transaction_version", true),
        /** The loss of fewer brokers than promised could lose acknowledged events. */
        REPLICATION("replication", true),
        /** This is as bad as {@link #REPLICATION} while replicas are behind. */
        IN_SYNC_REPLICAS("in_sync_replicas", true),
        /** A broker that is behind may become leader, and what it lacks is lost. */
        UNCLEAN_ELECTION("unclean_election", true),
        /** Kafka deletes the oldest events. */
        RETENTION("retention", true),
        /** Kafka deletes all but the latest event of each store. */
        CLEANUP_POLICY("cleanup_policy", true),
        /** The log is not whole yet, so whatever is decided on it would be wrong. */
        UNFINISHED_RESTORE("unfinished_restore", true),
        /** Stores are in other partitions than this program looks in. */
        PARTITIONS("partitions", true),
        /** No partition with events can be restored. */
        NO_BEGINNING("no_beginning", true),
        /** The stores of some partitions cannot be rebuilt from the log, or not even be restored. Others can. */
        BEGINNING("beginning", false),
        /** Kafka's own topics hold claims and transactions. Whoever may not change them can still be told. */
        KAFKAS_OWN_TOPICS("kafkas_own_topics", false),
        /** The only broker acknowledges what is not on its disk, so a power cut loses it. */
        UNFLUSHED("unflushed", false),
        /** Checkpoints are lost or pile up; takeovers become slow. */
        CHECKPOINTS("checkpoints", false),
        /** Kafka deletes the keys of free text, and what guests wrote cannot be read any more. */
        TEXT_KEYS("text_keys", true),
        /** A destroyed key can be found in Kafka for longer than is promised. */
        ERASED_LATE("erased_late", false),
        /** The cluster does not let this program look. */
        UNCHECKED("unchecked", false);

        private final String label;
        private final boolean refusesStart;

        Kind(String label, boolean refusesStart) {
            this.label = label;
            this.refusesStart = refusesStart;
        }

        /** Returns the kind's name in metrics. */
        public String label() {
            return label;
        }

        /** Returns true if no service may start on such a cluster. */
        public boolean refusesStart() {
            return refusesStart;
        }
    }

    public boolean refusesStart() {
        return kind.refusesStart();
    }
}
