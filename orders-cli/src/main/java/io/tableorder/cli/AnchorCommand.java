package io.tableorder.cli;

import io.tableorder.cli.audit.Anchor;
import io.tableorder.cli.audit.AnchorException;
import io.tableorder.cli.audit.AnchorFile;
import io.tableorder.cli.audit.LogAudit;
import io.tableorder.cli.audit.Selection;
import io.tableorder.cli.replay.LogReader;
import io.tableorder.operability.keys.TokenKeySet;
import io.tableorder.operability.settings.CommandSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "anchor",
        description = {
            "Proves the log since the last anchor, and adds a signed line with the head of every store's hash chain to a file.",
            "Run it at intervals, and keep file and keys where nobody who can write Kafka or PostgreSQL can write: then"
                    + " orders verify --since-anchor shows that neither was made anew."
        },
        footer = {"", "After a fault nothing is added, and the exit code is 1."})
final class AnchorCommand extends SettingsCommand implements Callable<Integer> {
    @Option(names = "--file", required = true, description = "The file of anchors; it is made where it is not there.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--keys",
            required = true,
            description = "The key pairs that sign anchors: orders keys rotate --leaked --file makes them.")
    @SuppressWarnings("NullAway.Init") // required
    private Path keys;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private LogOption logOption;

    AnchorCommand(CommandSettings settings) {
        super(settings);
    }

    @Override
    public Integer call() throws IOException {
        TokenKeySet pairs = AnchorOptions.keys(keys);
        AnchorFile anchors = new AnchorFile(file);
        try (Interruption interruption = new Interruption();
                LogReader log = logOption.open(settings)) {
            Anchor last = anchors.last(pairs).orElse(null);
            Instant begun = Instant.now();
            LogAudit audit = new LogAudit(
                    log, null, new LogAudit.Wanted(new Selection.Everyone(), null, null, last), interruption);
            ProgressBar bar = ProgressBar.on(err(), "Anchoring", "offsets");
            LogAudit.Report report = audit.run(bar::at);
            if (report.faultCount() > 0 || report.stopped()) {
                return refuse(report);
            }
            Anchor next = audit.anchor(begun, anchors.lastHash());
            anchors.add(next, pairs);
            out().printf(
                            "anchored: %,d stores, %,d events since the last anchor%n",
                            next.heads().size(), report.events());
            return ExitCode.OK;
        } catch (AnchorException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private int refuse(LogAudit.Report report) {
        PrintWriter out = out();
        report.faults().forEach(out::println);
        out.println(
                report.faultCount() > 0
                        ? "Not anchored: BROKEN, " + report.faultCount() + " faults"
                        : "Not anchored: stopped before the end");
        return report.faultCount() > 0 ? ExitCode.FAULT_FOUND : ExitCode.FAILED;
    }
}
