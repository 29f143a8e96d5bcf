package io.tableorder.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.cli.backup.Backup;
import io.tableorder.cli.backup.BackupDirectory;
import io.tableorder.cli.backup.LogBackup;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.KafkaSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backup",
        description = {
            "Copies what is nowhere else to a directory: the log, whose access has ended, and the accounts. Services may run"
                    + " meanwhile. The same directory again adds what has come since.",
        },
        footer = {
            "",
            "The files hold names, hashes of passwords and every order: keep them as secret as the database.",
            "Ctrl-C ends it; the next run goes on behind the last whole file. ./orders restore --check proves the files."
        })
final class BackupCommand extends SettingsCommand implements Callable<Integer> {
    private static final double BYTES_PER_MEGABYTE = 1e6;

    @Option(names = "--to", required = true, paramLabel = "DIRECTORY", description = "A new one, or the last backup's.")
    @SuppressWarnings("NullAway.Init") // required
    private Path to;

    @Option(names = "--log-only", description = "Leaves the accounts alone; needs no database.")
    private boolean logOnly;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KafkaOption kafkaOption;

    BackupCommand(CommandSettings settings) {
        super(settings);
    }

    @Override
    public Integer call() throws IOException {
        KafkaSettings kafka = kafkaOption.kafka(settings);
        ProgressBar bar = ProgressBar.on(err(), "Backing up", "offsets");
        try (Interruption interruption = new Interruption();
                @Nullable HikariDataSource accounts = logOnly ? null : ReadModelAccess.pool(settings);
                BackupDirectory directory = BackupDirectory.toWrite(to)) {
            LogBackup.Report report = new Backup(kafka, directory, interruption).run(accounts, bar::at);
            tell(report);
            return report.stopped() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private void tell(LogBackup.Report report) {
        PrintWriter out = out();
        out.printf(
                "%s%,d records added to %s, %,.1f MB in %,.1f MB of files%s%n",
                report.stopped() ? "Stopped before the end; so far " : "",
                report.records(),
                to,
                report.bytes() / BYTES_PER_MEGABYTE,
                report.compressedBytes() / BYTES_PER_MEGABYTE,
                report.stopped() || logOnly ? "; without the accounts" : "; and the accounts as they are now");
        out.flush();
    }
}
