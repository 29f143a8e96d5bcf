package io.tableorder.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.board.FreeTexts;
import io.tableorder.cli.replay.EventSink;
import io.tableorder.cli.replay.JsonForm;
import io.tableorder.cli.replay.LineSink;
import io.tableorder.cli.replay.LogReader;
import io.tableorder.cli.replay.Pace;
import io.tableorder.cli.replay.ReadableForm;
import io.tableorder.cli.replay.Replay;
import io.tableorder.cli.replay.StoreKeys;
import io.tableorder.cli.replay.TopicSink;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = "Shows a store's events of a span of time straight from the log, or copies them elsewhere.",
        footer = {
            "",
            "A line an event: time, position, type, order number or subject, who, what changed.",
            "Ctrl-C ends it and says how far it got."
        })
final class ReplayCommand extends SettingsCommand implements Callable<Integer> {
    /** This is what services read and write: events that come a second time would be taken for new ones. */
    private static final Set<String> OWN_TOPICS =
            Set.of(Topics.ORDER_EVENTS, Topics.ORDER_CHECKPOINTS, Topics.ORDER_TEXT_KEYS);

    @Option(names = "--store", required = true, paramLabel = "ID", description = "Whose events.")
    private String store = "";

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private SpanOption span;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = SpeedArgument.MAX,
            converter = SpeedArgument.class,
            description = "1 is as fast as it happened, 60 a minute in a second; ${DEFAULT-VALUE} by default.")
    private double speed;

    @Option(
            names = "--json",
            description =
                    "A JSON object an event, with its value byte for byte as in the log, and what its enciphered texts say.")
    private boolean json;

    @ArgGroup
    private @Nullable Target target;

    private static final class Target {
        @Option(names = "--to-file", paramLabel = "FILE", description = "Writes the lines to a new file.")
        private @Nullable Path file;

        @Option(
                names = "--to-topic",
                paramLabel = "TOPIC",
                description = "Sends the records to another topic, which must be there: same bytes, headers, times.")
        private @Nullable String topic;
    }

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private LogOption logOption;

    ReplayCommand(CommandSettings settings) {
        super(settings);
    }

    @Override
    public Integer call() throws IOException {
        KafkaSettings kafka = logOption.kafka(settings);
        PrintWriter err = err();
        // The signal is closed last, when all has been written that a stopped process still has to write.
        try (Interruption interruption = new Interruption();
                LogReader log = logOption.open(settings);
                EventSink sink = sink(kafka)) {
            Replay.Wanted wanted = new Replay.Wanted(store, span.from(), span.to());
            err.println(told(new Replay(wanted, new Pace(speed), sink, interruption).run(log)));
            return ExitCode.OK;
        }
    }

    private String told(Replay.Result result) {
        if (result.last() == null) {
            return result.stopped() ? "Stopped before the first event" : "Store " + store + " has no such events";
        }
        return String.format(
                "%s%,d events of store %s, from %s to %s (%s)",
                result.stopped() ? "Stopped after " : "",
                result.events(),
                store,
                result.first(),
                result.last(),
                result.lastTime());
    }

    private EventSink sink(KafkaSettings kafka) throws IOException {
        if (target != null && target.topic != null) {
            return topicSink(kafka, target.topic);
        }
        FreeTexts texts = StoreKeys.of(kafka, store);
        LineSink.Form form = json ? new JsonForm(texts) : new ReadableForm(texts);
        return new LineSink(
                form,
                target != null && target.file != null
                        ? newFile(target.file)
                        : new PrintWriter(new BufferedWriter(out())));
    }

    private EventSink topicSink(KafkaSettings kafka, String target) {
        if (OWN_TOPICS.contains(target) || target.equals(logOption.topic())) {
            throw refused("--to-topic takes a topic of your own: services would take what comes to " + target
                    + " for new events");
        }
        // Refuses a topic that is not there, which a producer would have the broker create with one partition.
        LogReader.open(kafka, target).close();
        return new TopicSink(kafka, target);
    }

    private PrintWriter newFile(Path file) throws IOException {
        try {
            return new PrintWriter(Files.newBufferedWriter(file, UTF_8, StandardOpenOption.CREATE_NEW));
        } catch (FileAlreadyExistsException thereAlready) {
            throw refused(file + " is there already: name another file, or delete it first");
        }
    }
}
