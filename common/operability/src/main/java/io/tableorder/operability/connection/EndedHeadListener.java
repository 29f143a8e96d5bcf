package io.tableorder.operability.connection;

/** A bean of a service that counts in its own way what was ended before it was a request. */
@FunctionalInterface
public interface EndedHeadListener {

    void headEnded();
}
