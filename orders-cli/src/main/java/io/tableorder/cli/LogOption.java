package io.tableorder.cli;

import io.tableorder.cli.replay.LogReader;
import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.wire.Topics;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** This says which topic a command reads as the log, and where it is. */
final class LogOption {
    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = Topics.ORDER_EVENTS,
            description = "The log to read, which may be a copy; ${DEFAULT-VALUE} by default.")
    private String topic = Topics.ORDER_EVENTS;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private KafkaOption kafkaOption;

    String topic() {
        return topic;
    }

    /** Returns whether it is the log that services write. */
    boolean isTheServices() {
        return topic.equals(Topics.ORDER_EVENTS);
    }

    KafkaSettings kafka(CommandSettings settings) {
        return kafkaOption.kafka(settings);
    }

    /** Opens it; to be closed. */
    LogReader open(CommandSettings settings) {
        return LogReader.open(kafka(settings), topic);
    }
}
