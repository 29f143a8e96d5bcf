package io.tableorder.projector.consume;

import io.tableorder.projector.project.Applied;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Told of each batch after its transaction, on the partition's own thread; must be quick and must not throw. */
public interface ProjectionObserver {
    void applied(int partition, Applied applied, Duration took);

    /** A partition's lane has entered a state; called by whichever thread it was that led there. */
    default void entered(int partition, LaneState state) {}

    /** The records that a batch was made of, after {@link #applied}. */
    default void projected(List<ConsumerRecord<byte[], byte[]>> records, Duration took) {}
}
