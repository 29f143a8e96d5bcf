package io.tableorder.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** A node keeps its log in this directory, which must be formatted before the node starts on it. */
final class LogDirectory {
    private LogDirectory() {}

    static void formatIfNew(Path log, int nodeId, Uuid clusterId) {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(log);
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(nodeId)
                    .setClusterId(clusterId.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(log.toString())
                    .addDirectory(log.toString())
                    .run();
        } catch (IOException e) {
            throw new EmbeddedStartException("Cannot write to " + log + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new EmbeddedStartException("Cannot format " + log + " for Kafka: " + e.getMessage(), e);
        }
    }
}
