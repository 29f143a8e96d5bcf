package io.tableorder.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.cli.backup.BackupDirectory;
import io.tableorder.cli.backup.Restore;
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
        name = "restore",
        description = {
            "Brings a backup into a cluster without topics and an empty database, with as many partitions as KAFKA_PARTITIONS"
                    + " says. Reads all of the backup first, and refuses one that is damaged.",
        },
        footer = {
            "",
            "No service may run. One that is started before the end refuses to. Interrupted, the same command goes on.",
            "Afterwards: start the services, wait until they are ready, and run ./orders verify."
        })
final class RestoreCommand extends SettingsCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, paramLabel = "DIRECTORY", description = "The backup's.")
    @SuppressWarnings("NullAway.Init") // required
    private Path from;

    @Option(names = "--check", description = "Reads all of the backup, and restores nothing; needs no broker.")
    private boolean check;

    @Option(names = "--log-only", description = "Leaves the accounts alone; needs no database.")
    private boolean logOnly;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KafkaOption kafkaOption;

    RestoreCommand(CommandSettings settings) {
        super(settings);
    }

    @Override
    public Integer call() throws IOException {
        try (Interruption interruption = new Interruption();
                BackupDirectory directory = BackupDirectory.toRead(from)) {
            Restore restore = new Restore(directory, interruption);
            ProgressBar checking = ProgressBar.on(err(), "Checking", "records");
            Restore.Contents contents = restore.check(checking::at);
            PrintWriter out = out();
            out.printf(
                    "The backup is whole: %,d records of a log with %d partitions, and %s%n",
                    contents.events(), contents.partitions(), contents.hasAccounts() ? "accounts" : "no accounts");
            out.flush();
            return check ? ExitCode.OK : restore(restore);
        }
    }

    private int restore(Restore restore) throws IOException {
        KafkaSettings kafka = kafkaOption.kafka(settings);
        ProgressBar bar = ProgressBar.on(err(), "Restoring", "records");
        try (@Nullable HikariDataSource accounts = logOnly ? null : ReadModelAccess.pool(settings)) {
            Restore.Report report = restore.run(kafka, accounts, bar::at);
            PrintWriter out = out();
            out.printf(
                    "Restored %,d events of %,d stores into %d partitions%s; %s. Positions end in .%s from now on%n",
                    report.events(),
                    report.stores(),
                    kafka.partitions(),
                    report.leftOut() == 0
                            ? ""
                            : String.format(", without %,d records that are no store's", report.leftOut()),
                    logOnly ? "without the accounts" : String.format("%,d rows of accounts", report.accounts()),
                    report.identity().text());
            out.flush();
            return ExitCode.OK;
        }
    }
}
