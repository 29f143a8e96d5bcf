package io.tableorder.api.writer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Membership in the consumer group {@code order-writers}, whose assignment says who writes which partition. Nothing is
 * ever consumed through it.
 *
 * <p>The group only decides who tries; that there is one writer is Kafka's fence, so a late word from the group costs
 * time, never correctness.
 */
public final class WriterOwnership implements ConsumerRebalanceListener {

    public static final String GROUP = "order-writers";

    private static final Logger log = LoggerFactory.getLogger(WriterOwnership.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final List<PartitionWriter> writers;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Set<Integer> fenced;
    private final Thread thread = Thread.ofPlatform().name("order-writers").unstarted(this::run);
    private volatile boolean stopping;
    private volatile boolean member;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /**
     * @param fenced partitions whose writers were shut out, put there by them; a writer takes its partition again only
     *     if the group still says that it is ours
     */
    WriterOwnership(
            String topic,
            List<PartitionWriter> writers,
            Set<Integer> fenced,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this.topic = topic;
        this.writers = List.copyOf(writers);
        this.fenced = fenced;
        this.consumers = consumers;
    }

    void start() {
        thread.start();
    }

    /** Hands every partition over and leaves the group, so that others need not wait for the session to time out. */
    void stop() {
        stopping = true;
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isMember() {
        return member;
    }

    private void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                consumer.subscribe(List.of(topic), this);
                while (!stopping) {
                    consumer.poll(POLL);
                    confirm(consumer);
                }
            } catch (WakeupException e) {
                log.debug("The group is left");
            } catch (KafkaException e) {
                log.warn("Membership in {} is lost and tried again: {}", GROUP, e.getMessage());
                pause();
            } finally {
                current = null;
                member = false;
            }
        }
        writers.forEach(PartitionWriter::release);
    }

    private static void pause() {
        try {
            Thread.sleep(BACK_OFF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only a current member of the group may commit an offset, so the broker itself answers the question. */
    private void confirm(Consumer<byte[], byte[]> consumer) {
        for (int partition : Set.copyOf(fenced)) {
            TopicPartition asked = new TopicPartition(topic, partition);
            if (!consumer.assignment().contains(asked)) {
                fenced.remove(partition);
                continue;
            }
            try {
                consumer.commitSync(Map.of(asked, new OffsetAndMetadata(0)));
                fenced.remove(partition);
                writers.get(partition).take();
            } catch (CommitFailedException e) {
                log.warn("Partition {} is no longer ours: {}", partition, e.getMessage());
                fenced.remove(partition);
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.pause(partitions);
        }
        member = true;
        partitions.forEach(partition -> writers.get(partition.partition()).take());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> writers.get(partition.partition()).release());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        member = false;
        Collection<Integer> lost =
                partitions.stream().map(TopicPartition::partition).toList();
        lost.forEach(partition -> writers.get(partition).release());
    }

    /** The group's settings; see each for why it is not the default. */
    static Map<String, Object> settings(Map<String, Object> common, String advertisedUrl) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put("group.id", GROUP);
        settings.put("client.id", advertisedUrl); // How instances find each other.
        settings.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        settings.put("session.timeout.ms", 6_000); // A dead owner is noticed within this; the broker allows no less.
        settings.put("heartbeat.interval.ms", 1_500);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "latest");
        settings.put("reconnect.backoff.max.ms", 500);
        return settings;
    }
}
