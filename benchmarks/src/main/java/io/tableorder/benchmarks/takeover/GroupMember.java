package io.tableorder.benchmarks.takeover;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A program: a member of a group that does nothing but say how many partitions it has, and since when. Its arguments are
 * the topic and its consumer's settings; SIGTERM makes it leave in order.
 */
public final class GroupMember implements ConsumerRebalanceListener {

    static final String HAS = "has ";

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;

    private GroupMember(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    public static void main(String[] arguments) {
        Map<String, Object> settings = new HashMap<>();
        for (String setting : Arrays.asList(arguments).subList(1, arguments.length)) {
            String[] nameAndValue = setting.split("=", 2);
            settings.put(nameAndValue[0], nameAndValue[1]);
        }
        Thread polling = Thread.currentThread();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(consumer, polling)));
            consumer.subscribe(List.of(arguments[0]), new GroupMember(consumer));
            while (true) {
                consumer.poll(POLL);
            }
        } catch (WakeupException e) {
            System.out.println("leaving");
        }
    }

    private static void leave(Consumer<byte[], byte[]> consumer, Thread polling) {
        consumer.wakeup();
        try {
            polling.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        System.out.println(HAS + consumer.assignment().size() + " since " + System.currentTimeMillis());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        int left = consumer.assignment().size() - partitions.size();
        System.out.println(HAS + left + " since " + System.currentTimeMillis());
    }
}
