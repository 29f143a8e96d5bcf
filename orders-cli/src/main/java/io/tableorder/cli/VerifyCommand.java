package io.tableorder.cli;

import io.tableorder.cli.audit.Anchor;
import io.tableorder.cli.audit.AnchorException;
import io.tableorder.cli.audit.AnchorFile;
import io.tableorder.cli.audit.JournalReader;
import io.tableorder.cli.audit.LogAudit;
import io.tableorder.cli.audit.Selection;
import io.tableorder.cli.replay.LogReader;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.DatabaseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Proves from the log's own bytes that no event was altered, taken out or moved: every store's sequence and"
                    + " hash chain, every order's versions. Then that the journal says the same, row by row.",
        },
        footer = {"", "A line a fault: position, kind, store, what was expected and what is there."})
final class VerifyCommand extends SettingsCommand implements Callable<Integer> {
    @ArgGroup
    private @Nullable Whose whose;

    private static final class Whose {
        @Option(names = "--store", paramLabel = "ID", description = "One store's events; those of all by default.")
        private @Nullable String store;

        @Option(names = "--chain", paramLabel = "ID", description = "The events of one chain's stores.")
        private @Nullable String chain;

        @SuppressWarnings("UnusedVariable") // picocli reads it: it is one of three to choose from.
        @Option(names = "--all", description = "The events of every store.")
        private boolean all;
    }

    @Option(names = "--from", paramLabel = "TIME", description = "Begins there, and takes what was before as it is.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Leaves out what was written then or later.")
    private @Nullable Instant to;

    @Option(
            names = "--since-anchor",
            paramLabel = "FILE",
            description =
                    "Begins behind the last anchor of that file, whose heads must be in the log still: orders anchor.")
    private @Nullable Path sinceAnchor;

    @Option(
            names = "--anchor-keys",
            paramLabel = "FILE",
            description = "The keys that sign anchors; public halves will do: orders keys public.")
    private @Nullable Path anchorKeys;

    @Option(
            names = "--log-only",
            description = "Leaves the journal alone, as for a copy of the log; needs no database.")
    private boolean logOnly;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private LogOption logOption;

    VerifyCommand(CommandSettings settings) {
        super(settings);
    }

    @Override
    public Integer call() throws IOException {
        Anchor since = anchor();
        if (logOnly || !logOption.isTheServices()) {
            return verify(null, false, since);
        }
        DatabaseSettings database = settings.database();
        try (var connection = new SingleConnectionDataSource(
                database.jdbcUrl(), text(database.username()), text(database.password()), true)) {
            JdbcTemplate jdbc = new JdbcTemplate(connection);
            boolean answers = answers(jdbc);
            return verify(answers ? new JournalReader(jdbc) : null, !answers, since);
        }
    }

    private static String text(@Nullable String absent) {
        return absent == null ? "" : absent;
    }

    private @Nullable Anchor anchor() throws IOException {
        if (sinceAnchor == null) {
            return null;
        }
        if (anchorKeys == null || from != null) {
            throw refused("--since-anchor takes --anchor-keys beside it, and says itself where to begin");
        }
        Path file = sinceAnchor;
        try {
            return new AnchorFile(file)
                    .last(AnchorOptions.keys(anchorKeys))
                    .orElseThrow(() -> new CommandFailedException("There is no anchor in " + file));
        } catch (AnchorException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private int verify(@Nullable JournalReader journal, boolean unreachable, @Nullable Anchor since) {
        ProgressBar bar = ProgressBar.on(err(), "Verifying", "offsets");
        try (Interruption interruption = new Interruption();
                LogReader log = logOption.open(settings)) {
            LogAudit.Report report = new LogAudit(
                            log, journal, new LogAudit.Wanted(selection(), from, to, since), interruption)
                    .run(bar::at);
            tell(report, journal != null);
            if (since != null) {
                out().printf(
                                "since the anchor of %s, which vouches for %,d stores%n",
                                since.time(), since.heads().size());
            }
            return exitCode(report, unreachable);
        }
    }

    private static int exitCode(LogAudit.Report report, boolean unreachable) {
        if (report.faultCount() > 0) {
            return ExitCode.FAULT_FOUND;
        }
        return unreachable || report.stopped() ? ExitCode.FAILED : ExitCode.OK;
    }

    private void tell(LogAudit.Report report, boolean withJournal) {
        PrintWriter out = out();
        report.faults().forEach(out::println);
        if (report.faultCount() > report.faults().size()) {
            out.printf("and %,d more%n", report.faultCount() - report.faults().size());
        }
        out.printf(
                "%s%s: %,d events of %,d stores%s%s%s%n",
                report.stopped() ? "Stopped before the end; so far " : "",
                report.faultCount() == 0 ? "intact" : "BROKEN, " + report.faultCount() + " faults",
                report.events(),
                report.stores(),
                report.newer() == 0
                        ? ""
                        : String.format(" (%,d of types that this version does not know)", report.newer()),
                report.leftOut() == 0 ? "" : String.format(", %,d records left out by decision", report.leftOut()),
                withJournal
                        ? String.format(
                                "; %,d rows of the journal are as in the log, %,d events are not in it yet%s",
                                report.journalEqual(),
                                report.journalNotYet(),
                                report.journalDropped() == 0
                                        ? ""
                                        : String.format(", %,d not any more", report.journalDropped()))
                        : "; the journal was not looked at");
        out.flush();
    }

    private Selection selection() {
        if (whose != null && whose.store != null) {
            return new Selection.OneStore(whose.store);
        }
        return whose != null && whose.chain != null ? new Selection.OneChain(whose.chain) : new Selection.Everyone();
    }

    private boolean answers(JdbcTemplate database) {
        try {
            database.queryForList("SELECT 1 FROM orders.projection_position LIMIT 1");
            return true;
        } catch (DataAccessException e) {
            err().println("The journal cannot be read, so the log alone is verified: "
                    + e.getMostSpecificCause().getMessage());
            return false;
        }
    }
}
