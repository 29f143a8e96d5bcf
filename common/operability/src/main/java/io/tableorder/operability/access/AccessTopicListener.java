package io.tableorder.operability.access;

/** A bean that is told when the topic may have lost what was written there: it is empty, or was made anew. */
@FunctionalInterface
public interface AccessTopicListener {

    /** Answers at once; what takes longer is done elsewhere. */
    void mayHaveForgotten();
}
