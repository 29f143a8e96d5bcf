package io.tableorder.benchmarks.projection;

import io.tableorder.fixture.SeededStores;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the whole log through a yardstick, its partitions shared among a few threads. */
final class YardstickRun {
    /** Two a core of the machine that the figures are from, so that PostgreSQL works while events are read. */
    private static final int THREADS = 4;
    /** The projector's own. */
    private static final int BATCH = 2_000;

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final AtomicLong start = new AtomicLong();

    YardstickRun(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Events per second, from the first record in hand to the last one applied. */
    double run(Yardstick.Factory factory) throws Exception {
        start.set(0);
        long events = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Long>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                running.add(threads.submit(() -> apply(factory, first)));
            }
            for (Future<Long> each : running) {
                events += each.get();
            }
        }
        return events / ((System.nanoTime() - start.get()) / 1e9);
    }

    private long apply(Yardstick.Factory factory, int first) throws Exception {
        List<TopicPartition> mine = IntStream.range(0, SeededStores.PARTITIONS)
                .filter(partition -> partition % THREADS == first)
                .mapToObj(partition -> new TopicPartition(Topics.ORDER_EVENTS, partition))
                .toList();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                BATCH,
                "auto.offset.reset",
                "earliest");
        long events = 0;
        try (Yardstick yardstick = factory.open();
                var consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(mine);
            Map<TopicPartition, Long> ends = consumer.endOffsets(mine);
            while (mine.stream().anyMatch(each -> consumer.position(each) < Objects.requireNonNull(ends.get(each)))) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    start.compareAndSet(0, System.nanoTime());
                }
                for (TopicPartition partition : records.partitions()) {
                    yardstick.apply(partition.partition(), records.records(partition));
                }
                events += records.count();
            }
        }
        return events;
    }
}
