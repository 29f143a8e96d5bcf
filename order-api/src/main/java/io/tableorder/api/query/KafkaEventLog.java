package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.event.Position;
import io.tableorder.hold.PartitionEnd;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.scan.OffsetRange;
import io.tableorder.scan.PartitionScan;
import io.tableorder.scan.ScanBound;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the log's committed events by their positions. */
@Component
final class KafkaEventLog implements EventLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventLog.class);

    /** An audit is rare, and each has a consumer while it looks. */
    private static final int MAXIMUM_AT_ONCE = 4;

    /** A broker that is there answers in milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final int partitions;

    /** Each consumer has a number, so that clients can be told apart; who gets none has no place. */
    private final Queue<Integer> freeNumbers = new ConcurrentLinkedQueue<>(
            IntStream.range(0, MAXIMUM_AT_ONCE).boxed().toList());

    KafkaEventLog(KafkaClients clients, KafkaSettings kafka) {
        this.clients = clients;
        this.partitions = kafka.partitions();
    }

    @Override
    public Looking look() {
        Integer number = freeNumbers.poll();
        if (number == null) {
            throw unavailable();
        }
        try {
            return new OneConsumer(
                    number,
                    clients.consumer(
                            "order-api-audit-" + number,
                            Map.of(
                                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                    1,
                                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                    (int) PATIENCE.toMillis())));
        } catch (RuntimeException e) {
            freeNumbers.add(number);
            throw e;
        }
    }

    private static ProblemException unavailable() {
        return ProblemException.unavailable(ApiText.LOG_NOT_READABLE, RETRY_AFTER);
    }

    private final class OneConsumer implements Looking {

        private final Integer number;
        private final Consumer<byte[], byte[]> consumer;

        OneConsumer(Integer number, Consumer<byte[], byte[]> consumer) {
            this.number = number;
            this.consumer = consumer;
        }

        @Override
        public Found at(Position position) {
            TopicPartition partition = new TopicPartition(Topics.ORDER_EVENTS, position.partition());
            PartitionScan scan = new PartitionScan(consumer, partition, ScanBound.within(PATIENCE));
            try {
                OffsetRange all = scan.everything();
                if (position.offset() < all.start()) {
                    return new Found.NoLonger();
                }
                if (position.offset() >= all.end()) {
                    return new Found.Nothing();
                }
                List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
                scan.read(new OffsetRange(position.offset(), position.offset() + 1), found::add);
                return found.isEmpty()
                        ? new Found.Nothing()
                        : new Found.Event(found.getFirst().value());
            } catch (OffsetOutOfRangeException cutMeanwhile) {
                return new Found.NoLonger();
            } catch (KafkaException away) {
                throw unavailable();
            }
        }

        @Override
        public List<PartitionEnd.Found> behind(PartitionEnd end) {
            try {
                return end.read(consumer, partitions, PATIENCE);
            } catch (KafkaException e) {
                LOG.warn("The log's end in partition {} cannot be compared: {}", end.partition(), e.getMessage());
                throw unavailable();
            }
        }

        @Override
        public void close() {
            try {
                consumer.close();
            } finally {
                freeNumbers.add(number);
            }
        }
    }
}
