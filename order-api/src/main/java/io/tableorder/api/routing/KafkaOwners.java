package io.tableorder.api.routing;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owners as the consumer group of the writers has them: a member's {@code client.id} is its instance's advertised URL, and
 * its assignment what it owns.
 */
final class KafkaOwners implements Owners, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaOwners.class);

    /** While ownership moves every waiting command asks; ten times a second is soon enough for all of them. */
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    private final String group;
    private final String topic;
    private final Supplier<Admin> admins;
    private final RoutingMetrics metrics;
    private final AtomicLong askedNanos = new AtomicLong(System.nanoTime() - LEAST_INTERVAL.toNanos());
    private volatile CompletableFuture<Void> latestAnswer = CompletableFuture.completedFuture(null);
    private volatile Map<Integer, URI> owners = Map.of();
    private volatile @Nullable Admin admin;

    /** @param admins asked for one when it is first needed; with timeouts of a few seconds */
    KafkaOwners(String group, String topic, Supplier<Admin> admins, RoutingMetrics metrics) {
        this.group = group;
        this.topic = topic;
        this.admins = admins;
        this.metrics = metrics;
    }

    @Override
    public @Nullable URI of(int partition) {
        return owners.get(partition);
    }

    @Override
    public void refresh(Duration patience) {
        try {
            latestOrNextAnswer().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.debug("The group does not answer within {}", patience);
        } catch (ExecutionException e) {
            log.debug("The group cannot be asked: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Void> latestOrNextAnswer() {
        long asked = askedNanos.get();
        long now = System.nanoTime();
        boolean allowed = latestAnswer.isDone() && now - asked >= LEAST_INTERVAL.toNanos();
        if (!allowed || !askedNanos.compareAndSet(asked, now)) {
            return latestAnswer;
        }
        CompletableFuture<Void> next = new CompletableFuture<>();
        latestAnswer = next;
        ask(next);
        return next;
    }

    /** Asks the group; one thread calls this at a time, the next question after this one's answer. */
    private void ask(CompletableFuture<Void> answer) {
        try {
            KafkaFuture<ConsumerGroupDescription> description =
                    Objects.requireNonNull(admin().describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group));
            var _ = description.whenComplete((found, failure) -> {
                metrics.refreshed(failure == null);
                if (failure == null) {
                    learn(found);
                    answer.complete(null);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            metrics.refreshed(false);
            answer.completeExceptionally(e);
        }
    }

    private Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = admins.get();
            admin = open;
        }
        return open;
    }

    private void learn(ConsumerGroupDescription found) {
        switch (found.groupState()) {
            // A classic group tells no assignments while it moves them; those that stay are where they were.
            case PREPARING_REBALANCE, COMPLETING_REBALANCE -> log.debug("The group {} is moving partitions", group);
            case ASSIGNING, RECONCILING, STABLE, EMPTY, DEAD, NOT_READY, UNKNOWN -> owners = ownersIn(found);
        }
    }

    private Map<Integer, URI> ownersIn(ConsumerGroupDescription found) {
        Map<Integer, URI> known = new HashMap<>();
        Map<URI, String> members = new HashMap<>();
        for (MemberDescription member : found.members()) {
            URI url = url(member);
            List<Integer> partitions = member.assignment().topicPartitions().stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .map(TopicPartition::partition)
                    .toList();
            if (url == null || partitions.isEmpty()) {
                continue;
            }
            String other = members.put(url, member.consumerId());
            if (other != null) {
                log.warn(
                        "Members {} and {} of {} both say they are at {}: give each instance an ADVERTISED_URL of its own",
                        other,
                        member.consumerId(),
                        group,
                        url);
            }
            partitions.forEach(partition -> known.put(partition, url));
        }
        return Map.copyOf(known);
    }

    private @Nullable URI url(MemberDescription member) {
        try {
            URI url = URI.create(member.clientId());
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            log.debug("Not a URL", e);
        }
        log.warn("Member {} of {} is no instance: its client.id is no URL", member.consumerId(), group);
        return null;
    }

    @Override
    public void close() {
        Admin open = admin;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
