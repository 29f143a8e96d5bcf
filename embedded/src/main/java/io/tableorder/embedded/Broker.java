package io.tableorder.embedded;

/**
 * A Kafka broker that can go away and come back on the same address and log. No method may be called by two threads at
 * once.
 */
public interface Broker extends AutoCloseable {

    String bootstrapServers();

    /** Shuts the broker down in order; clients see it gone until {@link #start()}. Nothing happens if it is stopped. */
    void stop();

    /** Starts the broker after {@link #stop()}, where it was before; nothing happens if it runs. */
    void start();

    @Override
    void close();
}
