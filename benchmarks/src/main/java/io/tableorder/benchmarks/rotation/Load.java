package io.tableorder.benchmarks.rotation;

import java.io.IOException;
import java.time.Duration;

/** One client, whose requests follow each other. */
interface Load extends AutoCloseable {

    /** Does what comes next, and returns how long it waits then. */
    Duration step() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
