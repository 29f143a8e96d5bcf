package io.tableorder.embedded;

/** When a broker brings what it appends to the disk. */
public enum Flush {
    /**
     * Before it acknowledges: events, the states of transactions, claims, all. What is acknowledged survives a power cut, at
     * the price of a wait for the disk in every step of a commit.
     */
    BEFORE_ACKNOWLEDGING,
    /** When the operating system likes to. What is acknowledged survives the end of the process, not of the machine. */
    LATER
}
