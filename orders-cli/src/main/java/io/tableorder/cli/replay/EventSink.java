package io.tableorder.cli.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where replayed events go. */
public interface EventSink extends AutoCloseable {
    /**
     * Takes the next event.
     *
     * @throws LogAccessException if what came before did not arrive
     */
    void accept(ConsumerRecord<byte[], byte[]> record);

    /** What was accepted has arrived when this returns. */
    void flush();

    @Override
    void close();
}
