package io.tableorder.projector.rebuild;

import io.tableorder.projector.rebuild.Comparison.RowDifference;
import io.tableorder.projector.rebuild.Comparison.SqlTableComparison;
import io.tableorder.projector.rebuild.RebuildProgress.Snapshot;
import io.tableorder.projector.rebuild.RebuildService.LastRun;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The generations there are, from PostgreSQL, and the last rebuild of the instance that answers. */
record RebuildReport(
        List<GenerationReport> generations, @Nullable RunReport run) {
    record GenerationReport(
            String generation,
            String state,
            String why,
            @Nullable String acceptedDifferences,
            Instant createdAt,
            @Nullable Instant switchedAt) {}

    /**
     * @param state running, failed, or what it came to: switched, built, differs or cleaned
     * @param done and {@code total} in offsets of the log, all partitions together
     */
    record RunReport(
            String state,
            String phase,
            @Nullable String generation,
            long done,
            long total,
            double eventsPerSecond,
            @Nullable Long secondsLeft,
            @Nullable String failure,
            List<SqlTableReport> differences) {}

    /** @param sample empty for those who are not to see other chains' keys */
    record SqlTableReport(String table, long liveRows, long rebuiltRows, long differing, List<String> sample) {}

    static RebuildReport of(List<Generations.Row> generations, @Nullable LastRun last, boolean withKeys) {
        return new RebuildReport(
                generations.stream().map(RebuildReport::generation).toList(),
                last == null ? null : run(last, withKeys));
    }

    private static GenerationReport generation(Generations.Row row) {
        return new GenerationReport(
                row.generation().schema(),
                row.state().columnValue(),
                row.why(),
                row.accepted(),
                row.createdAt(),
                row.switchedAt());
    }

    private static RunReport run(LastRun last, boolean withKeys) {
        Snapshot progress = last.progress().snapshot();
        Comparison comparison = comparison(last.outcome());
        return new RunReport(
                state(last),
                progress.phase().name().toLowerCase(Locale.ROOT),
                progress.generation(),
                progress.done(),
                progress.total(),
                progress.eventsPerSecond(),
                progress.left() == null ? null : progress.left().toSeconds(),
                last.failure(),
                comparison == null
                        ? List.of()
                        : comparison.differences().stream()
                                .map(table -> table(table, withKeys))
                                .toList());
    }

    private static String state(LastRun last) {
        if (last.failure() != null) {
            return "failed";
        }
        return last.outcome() == null
                ? "running"
                : last.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Comparison comparison(@Nullable RebuildOutcome outcome) {
        return switch (outcome) {
            case null -> null;
            case RebuildOutcome.Switched switched -> switched.comparison();
            case RebuildOutcome.Built built -> built.comparison();
            case RebuildOutcome.Differs differs -> differs.comparison();
            case RebuildOutcome.Cleaned _ -> null;
        };
    }

    private static SqlTableReport table(SqlTableComparison table, boolean withKeys) {
        return new SqlTableReport(
                table.table(),
                table.liveRows(),
                table.rebuiltRows(),
                table.differing(),
                withKeys ? table.sample().stream().map(RowDifference::toString).toList() : List.of());
    }
}
