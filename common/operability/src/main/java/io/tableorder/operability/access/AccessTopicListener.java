package io.tableorder.operability.access;

import io.tableorder.access.AccessEnd;

/** A bean that is told what comes from the topic. It answers at once; what takes longer is done elsewhere. */
public interface AccessTopicListener {

    /** The topic may have lost what was written there: it is empty, or was made anew. */
    default void mayHaveForgotten() {}

    /** An end was read, for the first time or again, in the order of the topic. */
    default void read(AccessEnd end) {}
}
