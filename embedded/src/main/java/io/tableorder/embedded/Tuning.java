package io.tableorder.embedded;

/** Says whose settings a broker has. */
public enum Tuning {
    /** Ours, for short waits. */
    OURS,
    /** Kafka's defaults, as on a broker that somebody else configures. */
    STOCK
}
