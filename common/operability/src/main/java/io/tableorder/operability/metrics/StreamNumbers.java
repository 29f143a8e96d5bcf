package io.tableorder.operability.metrics;

/** A bean of a service that keeps event streams; without one its numbers are zero. */
public interface StreamNumbers {

    long activeConnections();

    /** Since this process started. */
    long totalEventsSent();
}
