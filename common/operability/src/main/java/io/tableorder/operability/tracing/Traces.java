package io.tableorder.operability.tracing;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Begins and ends the parts of traces that happen here. Thread-safe; never blocks and never throws. */
public interface Traces {

    /** The kind says how a part relates to the part that caused it. */
    enum Kind {
        SERVER,
        CLIENT,
        PRODUCER
    }

    /** Traces that are sent nowhere: what callers began goes on to whom they reach, and costs nothing else. */
    static Traces off() {
        return new UnsentTraces();
    }

    /**
     * Begins a part of the parent's trace, or of a new one.
     *
     * @param name few different ones: no ids
     */
    Part begin(Kind kind, String name, @Nullable String parentTraceparent);

    /**
     * A part for each record that is of a sampled trace, now done with.
     *
     * @param name what was done with them
     * @param took how long that was, for all of them together
     */
    void consumed(String name, List<ConsumerRecord<byte[], byte[]>> records, Duration took);

    /** A part that has begun. Closed once, by any thread. */
    interface Part extends AutoCloseable {

        /** Returns the context for the headers of whatever this part causes. */
        String traceparent();

        void rename(String name);

        void tag(String name, String value);

        void failed();

        @Override
        void close();
    }
}
