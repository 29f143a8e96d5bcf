package io.tableorder.cli.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A sink is where replayed events go. */
public interface EventSink extends AutoCloseable {
    /**
     * Takes the next event.
     *
     * @throws LogAccessException if what came before did not arrive
     */
    void accept(ConsumerRecord<byte[], byte[]> record);

    /** Returns when everything that was accepted has arrived. */
    void flush();

    @Override
    void close();
}
