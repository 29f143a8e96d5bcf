package io.tableorder.operability.metrics;

/** A bean of a service that keeps event streams; without one its numbers are zero. */
public interface StreamNumbers {

    long activeConnections();

    /** Returns the number of events sent since this process started. */
    long totalEventsSent();
}
