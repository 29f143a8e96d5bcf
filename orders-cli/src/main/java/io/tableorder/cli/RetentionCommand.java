package io.tableorder.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.projector.rebuild.RebuildFailedException;
import io.tableorder.projector.retention.JournalRetention;
import io.tableorder.projector.retention.MonthSqlTable;
import io.tableorder.projector.retention.RetentionRefusedException;
import java.io.PrintWriter;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retention",
        description = {
            "Drops the journal's months before the one given, in UTC, from all generations. The log keeps everything.",
            "Refused while open sessions, orders under way or parked events need one of them."
        })
final class RetentionCommand extends SettingsCommand implements Callable<Integer> {
    private static final double BYTES_PER_MEGABYTE = 1e6;

    @Option(names = "--before", required = true, paramLabel = "YYYY-MM", description = "The first month that stays.")
    @SuppressWarnings("NullAway.Init") // required
    private YearMonth before;

    @Option(names = "--dry-run", description = "Says what would be dropped, and drops nothing.")
    private boolean dryRun;

    RetentionCommand(CommandSettings settings) {
        super(settings);
    }

    @Override
    public Integer call() {
        try (HikariDataSource database = ReadModelAccess.pool(settings)) {
            tell(new JournalRetention(database).run(before, dryRun));
            return ExitCode.OK;
        } catch (RetentionRefusedException | RebuildFailedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private void tell(List<MonthSqlTable> months) {
        PrintWriter out = out();
        String done = dryRun ? "Would drop" : "Dropped";
        if (months.isEmpty()) {
            out.println("The journal has nothing before " + before + ".");
        }
        months.forEach(
                month -> out.printf("%s %s, %,.1f MB%n", done, month.name(), month.bytes() / BYTES_PER_MEGABYTE));
    }
}
