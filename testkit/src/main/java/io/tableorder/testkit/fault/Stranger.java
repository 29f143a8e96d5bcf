package io.tableorder.testkit.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Ids;
import io.tableorder.event.Position;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * This is a program that may write to the log and should not. It writes records of nobody, records in the wrong partition and true
 * copies of events, and leaves transactions open. It remembers what it wrote, since no law may depend on any of that.
 */
public final class Stranger implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration POLL = Duration.ofMillis(500);

    /** It looks for an event to copy among so many of a partition's latest records. */
    private static final int RECENT = 40;

    /** A broker of ours lets a transaction stay open no longer, in ms. */
    private static final int TRANSACTION_TIMEOUT_MS = 15_000;

    private static final Duration HANG = Duration.ofSeconds(6);

    private enum Kind {
        NO_KEY,
        FOREIGN_KEY,
        GARBAGE_IN_WRONG_PARTITION,
        COPY_IN_WRONG_PARTITION,
        COPY
    }

    private final String bootstrapServers;
    private final int partitions;
    private final Random random;
    private final Producer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<Position> written = ConcurrentHashMap.newKeySet();
    private final Map<Kind, Integer> counts = new ConcurrentHashMap<>();
    private final Thread thread;
    private final List<Thread> hanging = new CopyOnWriteArrayList<>();
    private volatile boolean leaving;
    private volatile @Nullable RuntimeException failure;

    private Stranger(String bootstrapServers, int partitions, long seed) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.random = new Random(seed);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                // What a writer took back is no event, and a copy of it would be one.
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("stranger").daemon().unstarted(this::run);
    }

    /** Begins to write at once. */
    public static Stranger start(String bootstrapServers, int partitions, long seed) {
        Stranger stranger = new Stranger(bootstrapServers, partitions, seed);
        stranger.thread.start();
        return stranger;
    }

    private void run() {
        try (consumer) {
            while (!leaving) {
                write(Kind.values()[random.nextInt(Kind.values().length)]);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException | InterruptException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void write(Kind kind) {
        int partition = random.nextInt(partitions);
        ConsumerRecord<byte[], byte[]> event = recentOf(partition);
        if (event == null) {
            return;
        }
        int other = (partition + 1 + random.nextInt(partitions - 1)) % partitions;
        byte[] garbage = ("garbage " + random.nextInt()).getBytes(UTF_8);
        send(
                kind,
                switch (kind) {
                    case NO_KEY -> record(partition, null, garbage);
                    case FOREIGN_KEY -> record(partition, ("nobody-" + random.nextInt()).getBytes(UTF_8), garbage);
                    case GARBAGE_IN_WRONG_PARTITION -> record(other, event.key(), garbage);
                    case COPY_IN_WRONG_PARTITION -> copy(other, event);
                    case COPY -> copy(partition, event);
                });
    }

    private static ProducerRecord<byte[], byte[]> record(int partition, byte @Nullable [] key, byte[] value) {
        return new ProducerRecord<>(Topics.ORDER_EVENTS, partition, key, value);
    }

    private static ProducerRecord<byte[], byte[]> copy(int partition, ConsumerRecord<byte[], byte[]> event) {
        return new ProducerRecord<>(
                Topics.ORDER_EVENTS, partition, event.timestamp(), event.key(), event.value(), event.headers());
    }

    /** Returns one of the partition's latest committed records that is not the stranger's own; null if it found none. */
    private @Nullable ConsumerRecord<byte[], byte[]> recentOf(int partition) {
        TopicPartition place = new TopicPartition(Topics.ORDER_EVENTS, partition);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try {
            consumer.assign(List.of(place));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(place)).get(place));
            consumer.seek(place, Math.max(0, end - RECENT));
            consumer.poll(POLL).forEach(found::add);
        } catch (KafkaException away) {
            return null;
        }
        // A copy of its own garbage in another partition would shut a store for good, and that is not what this is
        // about.
        found.removeIf(record -> written.contains(new Position(partition, record.offset())));
        return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }

    private void send(Kind kind, ProducerRecord<byte[], byte[]> record) {
        note(producer.send(record));
        counts.merge(kind, 1, Integer::sum);
    }

    private void note(Future<RecordMetadata> sent) {
        try {
            RecordMetadata stored = sent.get();
            written.add(new Position(stored.partition(), stored.offset()));
        } catch (ExecutionException | InterruptedException e) {
            // Whether it was written is not known, and would count as the platform's.
            throw new IllegalStateException("A stranger's record was not acknowledged", e);
        }
    }

    /**
     * Leaves a transaction open in some partition, which hides all that is written behind it. Returns at once; the transaction is
     * committed, aborted or left to the broker some seconds later.
     */
    public void hang() {
        int partition = random.nextInt(partitions);
        int end = random.nextInt(3);
        hanging.add(Thread.ofPlatform().name("hanging").daemon().start(() -> hang(partition, end)));
    }

    private void hang(int partition, int end) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                "stranger-" + Ids.next(),
                "transaction.timeout.ms",
                TRANSACTION_TIMEOUT_MS);
        var open = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            open.initTransactions();
            open.beginTransaction();
            note(open.send(record(partition, null, "left open".getBytes(UTF_8))));
            Thread.sleep(HANG);
            switch (end) {
                case 0 -> open.commitTransaction();
                case 1 -> open.abortTransaction();
                default -> System.out.printf("A stranger's transaction in partition %d is left open%n", partition);
            }
        } catch (InterruptedException | KafkaException e) {
            // A broker was killed meanwhile, or the test is over: it is left to the broker, too.
            System.out.printf("A stranger's transaction in partition %d ends by itself: %s%n", partition, e);
        } finally {
            open.close(Duration.ZERO);
        }
    }

    /**
     * Stops writing, and returns when nothing of it is under way any more.
     *
     * @return where its records are
     */
    public Set<Position> leave() throws InterruptedException {
        leaving = true;
        thread.join();
        for (Thread open : hanging) {
            open.join();
        }
        if (failure != null) {
            throw failure;
        }
        System.out.printf("A stranger wrote %s and left %d transactions open for a while%n", counts, hanging.size());
        return Set.copyOf(written);
    }

    @Override
    public void close() {
        leaving = true;
        thread.interrupt();
        hanging.forEach(Thread::interrupt);
        producer.close(Duration.ZERO);
    }
}
