package io.tableorder.cluster;

import io.tableorder.cluster.ClusterQuestions.Answers;
import io.tableorder.cluster.ClusterQuestions.FoundTopic;
import io.tableorder.identity.LogIdentity;
import io.tableorder.wire.Topics;
import java.util.List;
import java.util.Optional;

/**
 * What is required of a log that was restored from a backup: that all of it is there, and that it is read with the number of
 * partitions it was restored into. With another one, stores would be looked for in partitions that they are not in.
 */
record RestoreRequirements(int partitions) {

    List<Shortfall> shortfalls(Answers answers) {
        Optional<FoundTopic> restore = answers.topic(Topics.ORDER_RESTORE);
        if (restore.isEmpty()) {
            return List.of();
        }
        // Its last partition says that the log is whole.
        int restored = restore.get().partitions() - 1;
        if (answers.restoreEnds().getOrDefault(restored, 0L) == 0) {
            return List.of(new Shortfall(
                    Shortfall.Kind.UNFINISHED_RESTORE,
                    "Topic %s is being restored from a backup, or was until somebody stopped it: run the same ./orders restore again until it says Restored"
                            .formatted(Topics.ORDER_EVENTS)));
        }
        if (restored != partitions) {
            return List.of(new Shortfall(
                    Shortfall.Kind.PARTITIONS,
                    "Topic %s was restored into %d partitions, KAFKA_PARTITIONS says %d: correct the setting"
                            .formatted(Topics.ORDER_EVENTS, restored, partitions)));
        }
        return List.of();
    }

    /** Returns which log it is; empty if it was restored and is not there any more. */
    Optional<LogIdentity> identity(Answers answers) {
        return answers.topic(Topics.ORDER_RESTORE).isEmpty()
                ? Optional.of(LogIdentity.ORIGINAL)
                : answers.topic(Topics.ORDER_EVENTS)
                        .map(log -> LogIdentity.ofRestored(log.description().topicId()));
    }
}
