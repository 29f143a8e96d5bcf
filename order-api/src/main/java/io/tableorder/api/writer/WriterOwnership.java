package io.tableorder.api.writer;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.logging.RepeatedLine;
import io.tableorder.operability.loop.LoopWatch;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Membership in the consumer group {@code order-writers}, whose assignment says who writes which partition. Nothing is
 * ever consumed through it; its committed offsets hold the claims.
 *
 * <p>A partition is written only under a claim: an offset commit, which the broker accepts from a current member of the
 * group alone, that names the writer id. Three steps, always in this order, keep a partition to one writer:
 * <ol>
 *   <li>begin a tenure,
 *   <li>read the claim and fence whoever it names,
 *   <li>claim.
 * </ol>
 * A claim that was accepted came before any successor's assignment, so the successor reads it and fences the claimed
 * writer id; and the tenure began before the claim, so the fence hits that tenure. A tenure begun after the fence has
 * to claim again and is refused. The argument is spelled out in {@code docs/decisions/0013}.
 */
public final class WriterOwnership implements ConsumerRebalanceListener {

    public static final String GROUP = Topics.WRITERS_GROUP;

    private static final Logger log = LoggerFactory.getLogger(WriterOwnership.class);

    private static final long NEVER = Long.MIN_VALUE;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BACK_OFF = Duration.ofMillis(500);

    /** A claim that the broker does not answer within this is tried again. */
    private static final Duration LONGEST_CLAIM = Duration.ofSeconds(3);

    /**
     * A thread that hangs longer has lost the membership, and holds up a change of the group no longer. Above what an
     * unhappy settling takes whose every step is answered at the last moment: 10 s for the commit at hand, 5 s to begin,
     * 5 s to read the claims, 3 s to confirm, 5 s to fence, 3 s to claim. The default is 5 min.
     */
    static final Duration LONGEST_SETTLING = Duration.ofSeconds(35);

    /** Above what a settling may take. */
    private static final Duration LONGEST_STANDSTILL = LONGEST_SETTLING.plusSeconds(10);

    /** Ten sessions: a group whose members come and go has come to rest by then, and a broker that was away is back. */
    private static final Duration LONGEST_UNSETTLED = Duration.ofSeconds(60);

    private final String topic;
    private final CommandProcessor writer;
    private final TransactionalLog transactionalLog;
    private final Claims claims;
    private final Restorer restorer;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Thread thread = Thread.ofPlatform().name("order-writers").unstarted(this::run);

    private final RepeatedLine lost = new RepeatedLine();
    private final RepeatedLine notClaimed = new RepeatedLine();

    /** These are assigned, but not yet claimed in the present tenure. */
    private final Set<Integer> unclaimed = new TreeSet<>();

    private int tenure;
    private volatile boolean stopping;
    private volatile String trouble = "the group has not been joined yet";
    private volatile long settledNanos = NEVER;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    WriterOwnership(
            String topic,
            CommandProcessor writer,
            TransactionalLog transactionalLog,
            Claims claims,
            Restorer restorer,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this.topic = topic;
        this.writer = writer;
        this.transactionalLog = transactionalLog;
        this.claims = claims;
        this.restorer = restorer;
        this.consumers = consumers;
    }

    void start() {
        thread.start();
    }

    /** Hands every partition over and leaves the group, so that others need not wait for the session to time out. */
    void stop() {
        stopping = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false once this instance takes no partition over any more. */
    boolean isAlive() {
        return stopping || thread.getState() == Thread.State.NEW || thread.isAlive();
    }

    /** Returns true if this instance was a member of the group with nothing left to claim at some time in that past. */
    boolean isSettledWithin(Duration past) {
        long last = settledNanos;
        return last != NEVER && System.nanoTime() - last <= past.toNanos();
    }

    private void run() {
        try (LoopWatch watch = LoopWatch.of(GROUP, LONGEST_STANDSTILL, this::wake)) {
            while (!stopping) {
                try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                    current = consumer;
                    consumer.subscribe(List.of(topic), this);
                    takePart(consumer, watch);
                } catch (WakeupException e) {
                    log.debug("The group is left");
                } catch (RuntimeException e) {
                    trouble = String.valueOf(e.getMessage());
                    lost.write(others -> log.atWarn()
                            .addKeyValue("others", others)
                            .log("Membership in {} is lost and tried again: {}", GROUP, e.toString()));
                    pause();
                } finally {
                    current = null;
                    give(heldPartitions());
                }
            }
        }
    }

    /** Ends with a member that does not come to rest: its timers may stand still, and a new member's do not. */
    private void takePart(Consumer<byte[], byte[]> consumer, LoopWatch watch) {
        long settledOrBegan = System.nanoTime();
        while (!stopping) {
            watch.progress();
            consumer.poll(POLL);
            settle(consumer);
            long now = System.nanoTime();
            if (isSettledWithin(POLL)) {
                settledOrBegan = now;
            } else if (now - settledOrBegan > LONGEST_UNSETTLED.toNanos()) {
                log.warn("{} has not come to rest in {}; it is joined anew", GROUP, LONGEST_UNSETTLED);
                return;
            }
        }
    }

    private void wake() {
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Returns what kept this instance from settling last. */
    String trouble() {
        return trouble;
    }

    private void settle(Consumer<byte[], byte[]> consumer) {
        try {
            if (!writer.isInTenure()) {
                tenure = writer.begin();
                unclaimed.addAll(heldPartitions());
            }
            claim(consumer);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            log.info("The group is changing; partitions {} are claimed after it has: {}", unclaimed, e.getMessage());
        } catch (WakeupException e) {
            throw e;
        } catch (LogException | KafkaException e) {
            trouble = String.valueOf(e.getMessage());
            notClaimed.write(others -> log.atWarn()
                    .addKeyValue("others", others)
                    .log("Partitions {} are not claimed yet: {}", unclaimed, e.getMessage()));
            pause();
        }
        if (writer.isInTenure()
                && unclaimed.isEmpty()
                && consumer.groupMetadata().generationId() >= 0) {
            settledNanos = System.nanoTime();
        }
    }

    private void claim(Consumer<byte[], byte[]> consumer) {
        unclaimed.retainAll(written(consumer.assignment()));
        if (unclaimed.isEmpty()) {
            return;
        }
        Map<Integer, String> found = claims.read(unclaimed);
        Set<String> former = new HashSet<>(found.values());
        former.remove(transactionalLog.writerId());
        if (!former.isEmpty()) {
            confirmMembership(consumer, found);
            log.info("Partitions {} are taken over from {}", unclaimed, former);
            transactionalLog.fence(former);
        }
        consumer.commitSync(claims.of(unclaimed, transactionalLog.writerId()), LONGEST_CLAIM);
        for (int partition : unclaimed) {
            restorer.restore(writer.hold(partition), tenure);
        }
        unclaimed.clear();
    }

    /**
     * Commits the claims as they were found. An instance that stood still past its session may not know yet that its
     * partitions have other owners: without this it would fence them again and again, until its own claim is refused.
     * Costs a commit a takeover; what it writes is what is there, as only the member they are assigned to changes them.
     */
    private void confirmMembership(Consumer<byte[], byte[]> consumer, Map<Integer, String> found) {
        consumer.commitSync(claims.of(found), LONGEST_CLAIM);
    }

    private static void pause() {
        try {
            Thread.sleep(BACK_OFF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<Integer> heldPartitions() {
        return writer.allHeld().stream().map(HeldPartition::partition).collect(Collectors.toSet());
    }

    /** Returns the partitions in which stores are. Somebody may have added others to the topic. */
    private Set<Integer> written(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(TopicPartition::partition)
                .filter(partition -> partition < writer.partitions())
                .collect(Collectors.toSet());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.pause(partitions);
        }
        Set<Integer> assigned = written(partitions);
        if (assigned.size() < partitions.size()) {
            log.error(
                    "{} has more partitions than the {} of KAFKA_PARTITIONS. Stores keep to those, where their past is; the others stay empty",
                    topic,
                    writer.partitions());
        }
        unclaimed.addAll(assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Set<Integer> given = written(partitions);
        Consumer<byte[], byte[]> consumer = current;
        if (!give(given) || consumer == null || given.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(claims.of(given, Claims.NOBODY), LONGEST_CLAIM);
        } catch (KafkaException e) {
            log.info("The claims of {} stand, so the next owner fences this instance: {}", given, e.getMessage());
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        give(written(partitions));
    }

    /** Returns true if nothing of these partitions is being committed any more. */
    private boolean give(Set<Integer> partitions) {
        unclaimed.removeAll(partitions);
        return writer.drop(partitions);
    }

    /** Returns a member of the group. Its client.id is how instances find each other. */
    static Consumer<byte[], byte[]> member(KafkaClients clients, String advertisedUrl) {
        return clients.consumer(advertisedUrl, settings());
    }

    /** Returns the group's settings; see each for why it is not the default. */
    static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("group.id", GROUP);
        settings.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        settings.put("session.timeout.ms", 6_000); // A dead owner is noticed within this; the broker allows no less.
        settings.put("heartbeat.interval.ms", 1_500);
        settings.put("max.poll.interval.ms", (int) LONGEST_SETTLING.toMillis());
        settings.put("auto.offset.reset", "latest"); // Nothing is consumed, so any place will do.
        settings.put("reconnect.backoff.max.ms", 500);
        return settings;
    }
}
