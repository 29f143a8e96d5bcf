package io.tableorder.operability.connection;

import java.time.Duration;

/**
 * This says how much of a service strangers can hold by connections alone.
 *
 * @param maximumConnections open at once; later ones wait in the backlog until one is closed
 * @param maximumUnfinished requests whose head or body has not arrived whole; above it the oldest head is ended
 * @param headDeadline in which a request's head has to arrive
 * @param bodyDeadline in which a request's body has to arrive, after its head
 * @param idleTimeout after which a connection is closed on which nothing arrives in a request, or can be written
 * @param readBufferBytes of every connection as long as it is open; a head is read in as many steps as it takes
 * @param writeBufferBytes of every connection as long as it is open; an answer is written in as many steps as it takes
 */
public record ConnectionLimits(
        int maximumConnections,
        int maximumUnfinished,
        Duration headDeadline,
        Duration bodyDeadline,
        Duration idleTimeout,
        int readBufferBytes,
        int writeBufferBytes) {

    /** Tomcat's own 8 KiB would be most of what an idle connection takes. */
    private static final int READ_BUFFER_BYTES = 1_024;

    /** Most answers fit. */
    private static final int WRITE_BUFFER_BYTES = 4_096;

    /** An idle connection takes this: both socket buffers and Tomcat's own objects. */
    private static final int BYTES_OF_CONNECTION = 7 * 1_024;

    /** A request under way takes this: the buffers for both heads, its objects and the stack of its thread. */
    private static final int BYTES_OF_REQUEST = 64 * 1_024;

    /** The shares of the heap that idle connections and unfinished requests may take: the rest is for work. */
    private static final int SHARE_OF_CONNECTIONS = 6;

    private static final int SHARE_OF_UNFINISHED = 4;

    /** No instance serves more screens and tablets than that; it also bounds what a large heap would allow. */
    private static final int MOST_CONNECTIONS = 20_000;

    /** Files that a service opens for itself: jars, logs, connections to Kafka and PostgreSQL. */
    private static final int OTHER_FILES = 1_000;

    /** A head is one or two packets; a phone on a bad line needs seconds for them. */
    private static final Duration HEAD_DEADLINE = Duration.ofSeconds(10);

    /** The largest body takes 9 seconds at 56 kbit/s. */
    private static final Duration BODY_DEADLINE = Duration.ofSeconds(20);

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Each waiting body has been through a part of the service's work, which a head has not. Honest bodies come in the
     * packets after their head, so few of them are waited for at one moment.
     */
    private static final int BODIES_SHARE_OF_UNFINISHED = 8;

    /**
     * The share of the places that is behind an internal port. A forwarded command has a connection while its owner decides,
     * which is milliseconds; an eighth of them is over a thousand with a heap of 384 MiB.
     */
    private static final int SHARE_OF_INTERNAL_PORT = 8;

    /** The platform's own programs are a millisecond away, and give a command up after this. */
    private static final Duration INTERNAL_DEADLINE = Duration.ofSeconds(5);

    /**
     * The share of the connections that one address may hold. It is less than may be unfinished, so that no stranger has the
     * requests of others ended, and over a thousand with a heap of 384 MiB: more than a restaurant has.
     */
    private static final int SHARE_OF_ADDRESS = 8;

    /** A small restaurant behind one address has these: sixteen devices, each with the six that a browser opens. */
    private static final int LEAST_OF_ADDRESS = 100;

    /** How many connections one address may hold, if it is no proxy's. */
    int maximumOfAddress() {
        return Math.min(maximumConnections, Math.max(LEAST_OF_ADDRESS, maximumConnections / SHARE_OF_ADDRESS));
    }

    /** How many bodies may be waited for at once, before the next ones are refused or have to hurry. */
    int maximumBodies() {
        return Math.max(1, maximumUnfinished / BODIES_SHARE_OF_UNFINISHED);
    }

    /** Returns what is for an internal port, out of what fits the process. */
    ConnectionLimits ofInternalPort() {
        return new ConnectionLimits(
                internalShare(maximumConnections),
                internalShare(maximumUnfinished),
                INTERNAL_DEADLINE,
                INTERNAL_DEADLINE,
                idleTimeout,
                readBufferBytes,
                writeBufferBytes);
    }

    /** Returns what is left for the public port beside an internal one. */
    ConnectionLimits besideInternalPort() {
        return new ConnectionLimits(
                Math.max(1, maximumConnections - internalShare(maximumConnections)),
                Math.max(1, maximumUnfinished - internalShare(maximumUnfinished)),
                headDeadline,
                bodyDeadline,
                idleTimeout,
                readBufferBytes,
                writeBufferBytes);
    }

    private static int internalShare(int places) {
        return Math.max(1, places / SHARE_OF_INTERNAL_PORT);
    }

    /**
     * Limits that fit a process.
     *
     * @param heapBytes the heap at its largest
     * @param files that the process may have open
     */
    static ConnectionLimits fitting(long heapBytes, long files) {
        long byHeap = heapBytes / SHARE_OF_CONNECTIONS / BYTES_OF_CONNECTION;
        long byFiles = Math.max(files - OTHER_FILES, files / 2);
        long unfinished = heapBytes / SHARE_OF_UNFINISHED / BYTES_OF_REQUEST;
        int connections = Math.clamp(Math.min(byHeap, byFiles), 1, MOST_CONNECTIONS);
        return new ConnectionLimits(
                connections,
                Math.clamp(unfinished, 1, connections),
                HEAD_DEADLINE,
                BODY_DEADLINE,
                IDLE_TIMEOUT,
                READ_BUFFER_BYTES,
                WRITE_BUFFER_BYTES);
    }
}
