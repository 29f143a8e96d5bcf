package io.tableorder.projector.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.projector.replay.LogReader;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.EventTypes;
import io.tableorder.wire.Topics;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "replay", description = "Shows a store's events straight from the log.")
final class ReplayCommand implements Callable<Integer> {
    private final CommandSettings settings;
    private final EventCodec codec = new EventCodec();

    @Option(names = "--store", required = true, paramLabel = "ID", description = "Whose events.")
    private String store = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    ReplayCommand(CommandSettings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        byte[] key = store.getBytes(UTF_8);
        try (LogReader log = LogReader.open(settings.kafka(), Topics.ORDER_EVENTS)) {
            log.read(log.partitionOf(store), null, record -> {
                if (Arrays.equals(record.key(), key)) {
                    out.println(line(record));
                }
                return true;
            });
        }
        return ExitCode.OK;
    }

    private String line(ConsumerRecord<byte[], byte[]> record) {
        RecordedEvent event = codec.decode(record);
        Position position = event.position();
        return event.time() + " " + position + " " + EventTypes.nameOf(event.event()) + " " + event.subject();
    }
}
