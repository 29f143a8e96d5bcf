package io.tableorder.cluster;

import io.tableorder.identity.ClientPositions;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * An inspection compares the cluster with what the laws need of it. What is not there yet has no shortfall: services
 * create their topics as they need them.
 */
public final class ClusterInspection {

    private final ClusterQuestions questions;
    private final int partitions;
    private final short replicationFactor;
    private final ClientPositions positions;

    /**
     * @param admin stays the caller's to close
     * @param partitions of the log, as far as stores are in them
     * @param positions are told which log it is
     */
    public ClusterInspection(Admin admin, int partitions, short replicationFactor, ClientPositions positions) {
        this.positions = positions;
        this.questions = new ClusterQuestions(admin);
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /**
     * Returns all shortfalls, those that refuse a start first.
     *
     * @throws TimeoutException if Kafka does not answer within {@code patience}
     * @throws ExecutionException if Kafka answers with an error that says nothing of the cluster
     */
    public List<Shortfall> shortfalls(Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        ClusterQuestions.Answers answers = questions.ask(patience, partitions);
        List<Shortfall> found = new ArrayList<>();
        transactionVersion(answers).ifPresent(found::add);
        RestoreRequirements restore = new RestoreRequirements(partitions);
        restore.identity(answers).ifPresent(positions::areOf);
        found.addAll(restore.shortfalls(answers));
        found.addAll(new LogRequirements(partitions, replicationFactor).shortfalls(answers));
        found.addAll(new OtherTopicsRequirements(replicationFactor).shortfalls(answers));
        found.sort((a, b) -> Boolean.compare(b.refusesStart(), a.refusesStart()));
        return List.copyOf(found);
    }

    private static Optional<Shortfall> transactionVersion(ClusterQuestions.Answers answers) {
        if (answers.transactionVersion() >= Topics.MIN_TRANSACTION_VERSION) {
            return Optional.empty();
        }
        return Optional.of(new Shortfall(
                Shortfall.Kind.TRANSACTION_VERSION,
                "Kafka has transaction.version %d, expected at least %d: bring all brokers to 4.0 or newer, then run kafka-features.sh --bootstrap-server ... upgrade --feature transaction.version=%2$d"
                        .formatted(answers.transactionVersion(), Topics.MIN_TRANSACTION_VERSION)));
    }
}
