package io.tableorder.cli;

import io.tableorder.event.Actor;
import io.tableorder.event.Position;
import io.tableorder.event.Role;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.projector.parked.ParkedEvent;
import io.tableorder.projector.project.Applied;
import io.tableorder.projector.project.SkipDecision;
import io.tableorder.projector.release.HttpWritePath;
import io.tableorder.projector.release.ParkedRelease;
import io.tableorder.projector.release.ParkedSkip;
import io.tableorder.projector.release.ReleaseOutcome;
import io.tableorder.projector.release.ReleaseReport;
import io.tableorder.projector.release.WritePath;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "parked",
        description = "Shows the events that could not be applied, tries them again, or leaves one out.",
        synopsisSubcommandLabel = "(list | retry | skip)")
final class ParkedCommand extends SettingsCommand {
    ParkedCommand(CommandSettings settings) {
        super(settings);
    }

    @Command(description = "Shows what is parked; --all with what only waits behind it. Exit code 1 if anything is.")
    int list(@Option(names = "--all", description = "Also what only waits behind another.") boolean all) {
        PrintWriter out = out();
        return ReadModelAccess.with(settings, access -> {
            int shown = access.parked(all, out::println);
            if (shown == 0) {
                out.println("Nothing is parked.");
            }
            return shown == 0 ? ExitCode.OK : ExitCode.FAULT_FOUND;
        });
    }

    @Command(description = "Applies a parked event after a fix, and in sequence whatever waits with it.")
    int retry(@Parameters(paramLabel = "POSITION", description = "Such as 7-123456.") Position position) {
        return release(release -> release.retry(position));
    }

    @Command(
            description = {
                "Leaves a parked record out for good, and goes on with what waits behind it.",
                "The decision is written to the log by the store's writer, so that order-api, the live board and every"
                        + " later rebuild follow it."
            })
    int skip(
            @Parameters(paramLabel = "POSITION", description = "Such as 7-123456.") Position position,
            @Option(names = "--reason", required = true, description = "Why; it is kept for ever.") String reason,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "Who decides; by default who runs this.")
                    String by,
            @Option(
                            names = "--read-models-only",
                            description =
                                    "For an event that the store has and PostgreSQL cannot keep: the log stays as it"
                                            + " is, and only the read models lack it.")
                    boolean readModelsOnly,
            @Mixin KafkaOption kafkaOption) {
        SkipDecision decision = new SkipDecision(reason.strip(), new Actor(Role.OPERATOR, by), null);
        if (readModelsOnly) {
            return release(release -> release.skip(position, decision));
        }
        try (Admin admin = KafkaClients.of(kafkaOption.kafka(settings)).admin("orders-parked", Map.of())) {
            WritePath writePath =
                    new HttpWritePath(() -> admin, new InstanceSignature(settings.security(), Clock.systemUTC()));
            return ReadModelAccess.with(
                    settings, access -> tell(access.skip(writePath).skip(position, decision)));
        }
    }

    private int tell(ParkedSkip.Outcome outcome) {
        return switch (outcome) {
            case ParkedSkip.Outcome.Skipped(ReleaseReport report) -> show(report);
            case ParkedSkip.Outcome.NotParked() -> throw notParked();
            case ParkedSkip.Outcome.BehindParked(Position first) -> throw behind(first);
            case ParkedSkip.Outcome.Refused(String detail) ->
                throw new CommandFailedException("The store's writer does not leave it out: " + detail);
            case ParkedSkip.Outcome.Unavailable(String detail) ->
                throw new CommandFailedException("The decision could not be brought to order-api: " + detail);
        };
    }

    private int show(ReleaseReport report) {
        PrintWriter out = out();
        out.println(report.applied() + " events applied");
        report.stillParked()
                .forEach(still -> out.println("still parked: %s, with its %s: %s: %s"
                        .formatted(still.position(), still.scope(), still.reason(), still.detail())));
        return report.stillParked().isEmpty() ? ExitCode.OK : ExitCode.FAULT_FOUND;
    }

    private static CommandFailedException notParked() {
        return new CommandFailedException("No event is parked there: see ./orders parked list --all");
    }

    private static CommandFailedException behind(Position first) {
        return new CommandFailedException("It waits behind the one at " + first + ": decide about that first");
    }

    private int release(Function<ParkedRelease, ReleaseOutcome> action) {
        return ReadModelAccess.with(settings, access -> switch (action.apply(access.release())) {
            case ReleaseOutcome.Released(Applied applied) -> show(applied);
            case ReleaseOutcome.NotParked() -> throw notParked();
            case ReleaseOutcome.BehindParked(Position first) -> throw behind(first);
        });
    }

    private int show(Applied applied) {
        PrintWriter out = out();
        out.println(applied.events().size() + " events applied");
        for (ParkedEvent parked : applied.parked()) {
            out.println("still parked: %s, with its %s: %s: %s"
                    .formatted(parked.position(), parked.scope().columnValue(), parked.reason(), parked.detail()));
        }
        return applied.parked().isEmpty() ? ExitCode.OK : ExitCode.FAULT_FOUND;
    }
}
