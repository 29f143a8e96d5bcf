package io.tableorder.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.cli.replay.LogReader;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.rebuild.BulkConsumers;
import io.tableorder.projector.rebuild.Comparison;
import io.tableorder.projector.rebuild.Rebuild;
import io.tableorder.projector.rebuild.RebuildFailedException;
import io.tableorder.projector.rebuild.RebuildOutcome;
import io.tableorder.projector.rebuild.RebuildProgress;
import io.tableorder.projector.rebuild.RebuildRequest;
import io.tableorder.wire.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rebuild",
        description = {
            "Fills another generation of the read models from the log, beside the live one, compares both and, if they are"
                    + " the same, lets queries see the new one.",
            "Started again after a crash or an interrupt, it goes on where it was. One runs at a time."
        })
final class RebuildCommand extends SettingsCommand implements Callable<Integer> {
    private static final Duration REDRAW = Duration.ofMillis(200);

    private static final class Choice {
        @Option(names = "--compare-only", description = "Do not switch; a later run compares again and switches.")
        private boolean compareOnly;

        @Option(
                names = "--accept-differences",
                paramLabel = "REASON",
                description = "Switch though they differ, as after a correction of the fold; the reason is kept.")
        private @Nullable String accepted;

        @Option(names = "--rollback", description = "Bring the generation before up to date and show it again.")
        private boolean rollback;

        @Option(names = "--clean", description = "Drop all generations but the live one.")
        private boolean clean;
    }

    @ArgGroup
    private @Nullable Choice choice;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KafkaOption kafkaOption;

    RebuildCommand(CommandSettings settings) {
        super(settings);
    }

    @Override
    public Integer call() throws InterruptedException {
        RebuildRequest request = request(choice == null ? new Choice() : choice);
        KafkaSettings kafka = kafkaOption.kafka(settings);
        requireSamePartitions(kafka);
        RebuildProgress progress = new RebuildProgress();
        try (HikariDataSource database = ReadModelAccess.pool(settings);
                var thread = Executors.newSingleThreadExecutor()) {
            Rebuild rebuild = new Rebuild(
                    database, BulkConsumers.of(KafkaClients.of(kafka)), RecordReader.of(kafka.partitions()));
            Future<RebuildOutcome> outcome = thread.submit(() -> rebuild.run(request, progress));
            return tell(watch(outcome, progress));
        }
    }

    /** Refuses a number of partitions with which stores would seem to be in partitions that are not their own. */
    private static void requireSamePartitions(KafkaSettings kafka) {
        try (LogReader log = LogReader.open(kafka, Topics.ORDER_EVENTS)) {
            if (log.partitions() < kafka.partitions()) {
                throw new CommandFailedException(
                        "The log has %d partitions, and KAFKA_PARTITIONS is %d: set it to the services' number"
                                .formatted(log.partitions(), kafka.partitions()));
            }
        }
    }

    private static RebuildRequest request(Choice choice) {
        if (choice.rollback) {
            return new RebuildRequest.Rollback();
        }
        return choice.clean
                ? new RebuildRequest.Clean()
                : new RebuildRequest.Build("./orders rebuild", choice.compareOnly, choice.accepted);
    }

    private RebuildOutcome watch(Future<RebuildOutcome> outcome, RebuildProgress progress) throws InterruptedException {
        RebuildBar bar = new RebuildBar(err());
        while (true) {
            try {
                RebuildOutcome done = outcome.get(REDRAW.toMillis(), TimeUnit.MILLISECONDS);
                bar.end(progress.snapshot());
                return done;
            } catch (TimeoutException e) {
                bar.show(progress.snapshot());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RebuildFailedException failed) {
                    throw new CommandFailedException(String.valueOf(failed.getMessage()));
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private int tell(RebuildOutcome outcome) {
        PrintWriter out = out();
        return switch (outcome) {
            case RebuildOutcome.Switched(var from, var to, var comparison) -> {
                print(out, comparison);
                out.printf("Queries see %s now. %s is kept: --rollback goes back to it, --clean drops it.%n", to, from);
                yield ExitCode.OK;
            }
            case RebuildOutcome.Built(var comparison) -> {
                print(out, comparison);
                out.printf("Queries see %s as before.%n", comparison.live());
                yield comparison.isEqual() ? ExitCode.OK : ExitCode.FAULT_FOUND;
            }
            case RebuildOutcome.Differs(var comparison) -> {
                print(out, comparison);
                out.printf(
                        "Queries see %s as before. If the new one is right, switch with --accept-differences REASON.%n",
                        comparison.live());
                yield ExitCode.FAULT_FOUND;
            }
            case RebuildOutcome.Cleaned(var live, var dropped) -> {
                out.printf("Dropped %s. Queries see %s as before.%n", dropped.isEmpty() ? "nothing" : dropped, live);
                yield ExitCode.OK;
            }
        };
    }

    private static void print(PrintWriter out, @Nullable Comparison comparison) {
        if (comparison == null) {
            return;
        }
        if (comparison.isEqual()) {
            out.printf("%s equals %s: %,d rows.%n", comparison.rebuilt(), comparison.live(), comparison.rows());
        }
        for (Comparison.SqlTableComparison table : comparison.differences()) {
            out.printf(
                    "%s differs in %,d rows; %s has %,d, %s %,d%n",
                    table.table(),
                    table.differing(),
                    comparison.live(),
                    table.liveRows(),
                    comparison.rebuilt(),
                    table.rebuiltRows());
            table.sample().forEach(row -> out.println("  " + row));
        }
    }
}
