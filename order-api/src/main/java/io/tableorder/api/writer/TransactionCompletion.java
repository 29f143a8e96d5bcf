package io.tableorder.api.writer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Knows when a producer's last transaction is complete. A commit is answered before its markers stand, and a transaction that
 * begins earlier is held up by the broker for {@code add.partitions.to.txn.retry.backoff.ms}, 20 ms by default. Asking for
 * the state takes a millisecond, beside the writer's other work; where every broker tries again sooner, nobody asks.
 */
public final class TransactionCompletion {

    /** Longer than a commit needs when all is well; then the broker may hold the next one up itself. */
    static final Duration LONGEST = Duration.ofMillis(100);

    private static final String BROKERS_PAUSE = "add.partitions.to.txn.retry.backoff.ms";

    /** A broker that pauses no longer costs an early transaction less than the questions would. */
    private static final long PAUSE_WORTH_AVOIDING_MS = 5;

    private static final int PATIENCE_MS = 3_000;

    private static final Executor A_MILLISECOND_LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

    private final Supplier<Admin> admin;
    private final String transactionalId;
    private volatile CompletableFuture<Void> complete = CompletableFuture.completedFuture(null);
    private volatile boolean worthAsking = true;

    /** @param admin asked each time; it stays the caller's to close */
    public TransactionCompletion(Supplier<Admin> admin, String transactionalId) {
        this.admin = admin;
        this.transactionalId = transactionalId;
    }

    /**
     * Asks the brokers for their pause, and waits for nothing. Until all have said that theirs is short, transactions are
     * waited for; so they are where this program may not see the brokers' settings.
     */
    public void learnPause() {
        Admin asked = admin.get();
        var _ = asked.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
                .nodes()
                .toCompletionStage()
                .thenCompose(brokers -> asked.describeConfigs(
                                brokers.stream()
                                        .map(TransactionCompletion::settings)
                                        .toList(),
                                new DescribeConfigsOptions().timeoutMs(PATIENCE_MS))
                        .all()
                        .toCompletionStage())
                .whenComplete((brokers, failure) -> worthAsking = failure != null
                        || brokers.isEmpty()
                        || brokers.values().stream().anyMatch(TransactionCompletion::pausesLong));
    }

    private static ConfigResource settings(Node broker) {
        return new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
    }

    private static boolean pausesLong(Config broker) {
        ConfigEntry pause = broker.get(BROKERS_PAUSE);
        return pause == null || pause.value() == null || Long.parseLong(pause.value()) > PAUSE_WORTH_AVOIDING_MS;
    }

    /** Begins to ask about the transaction whose commit was just answered, and waits for nothing. */
    public void watch() {
        if (!worthAsking) {
            return;
        }
        CompletableFuture<Void> watched = new CompletableFuture<>();
        complete = watched;
        ask(watched);
    }

    private void ask(CompletableFuture<Void> watched) {
        if (watched.isDone()) {
            return;
        }
        KafkaFuture<TransactionDescription> answer = admin.get()
                .describeTransactions(
                        List.of(transactionalId), new DescribeTransactionsOptions().timeoutMs((int) LONGEST.toMillis()))
                .description(transactionalId);
        var _ = answer.whenComplete((description, failure) -> {
            if (isOver(description, failure)) {
                watched.complete(null);
            } else {
                A_MILLISECOND_LATER.execute(() -> ask(watched));
            }
        });
    }

    /** What cannot be asked is not waited for: the broker refuses no transaction, it only takes longer. */
    private static boolean isOver(@Nullable TransactionDescription description, @Nullable Throwable failure) {
        return failure != null || description == null || description.state() != TransactionState.PREPARE_COMMIT;
    }

    /** Returns once the transaction is complete, or may have been for all that can be learned in time. */
    public void await() {
        CompletableFuture<Void> watched = complete;
        try {
            watched.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            watched.complete(null);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
