package io.tableorder.cli;

import io.tableorder.operability.settings.CommandSettings;
import io.tableorder.operability.settings.KafkaSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says how a command reaches Kafka. The option has the name that it has in Kafka's own tools. */
final class KafkaOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's client, such as those of a login. What the command needs wins.")
    private @Nullable Path file;

    /** Returns the settings with what the file holds. */
    KafkaSettings kafka(CommandSettings settings) {
        KafkaSettings kafka = settings.kafka();
        return file == null ? kafka : kafka.with(properties(file));
    }

    private Map<String, String> properties(Path from) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(from)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--command-config takes a readable file of lines such as security.protocol=SSL: " + e,
                    e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
