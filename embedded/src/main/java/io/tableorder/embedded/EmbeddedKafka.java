package io.tableorder.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** Runs a Kafka broker (KRaft, one node) in this process, listening on 127.0.0.1. */
public final class EmbeddedKafka extends EmbeddedServer<KafkaRaftServer> implements Broker {
    private final Tuning tuning;
    private final Flush flush;

    private EmbeddedKafka(Path directory, boolean temporary, int port, Tuning tuning, Flush flush) {
        super(directory, temporary, "broker", port);
        this.tuning = tuning;
        this.flush = flush;
    }

    /** Starts a broker on a free port whose data is deleted by {@link #close()}. */
    public static EmbeddedKafka startTemporary() {
        return startTemporary(Tuning.OURS, Flush.LATER);
    }

    /** Starts a broker as {@link #startTemporary()} does. */
    public static EmbeddedKafka startTemporary(Tuning tuning, Flush flush) {
        Path directory = TemporaryDirectory.create("table-order-kafka-");
        return started(new EmbeddedKafka(directory, true, LoopbackPort.ANY, tuning, flush));
    }

    /**
     * Starts a broker that keeps its data in the directory, or finds there what an earlier one left.
     *
     * @param port {@link LoopbackPort#ANY} for any free one
     * @throws EmbeddedStartException when the port or the directory is in use
     */
    public static EmbeddedKafka startIn(Path directory, int port, Flush flush) {
        return started(new EmbeddedKafka(directory.toAbsolutePath(), false, port, Tuning.OURS, flush));
    }

    @Override
    KafkaRaftServer startOn(int brokerPort) {
        if (LoopbackPort.isTaken(brokerPort)) {
            throw new EmbeddedStartException("Port " + brokerPort + ", meant for Kafka, is taken.", null);
        }
        Path log = directory.resolve("log");
        var node = new KafkaNode(1, LoopbackPort.free(), List.of(KafkaNode.Listener.direct(brokerPort)));
        LogDirectory.formatIfNew(log, node.id(), Uuid.randomUuid());
        Properties settings = BrokerSettings.of(log, node, List.of(node), tuning, flush);
        var starting = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            starting.startup();
            return starting;
        } catch (RuntimeException e) {
            starting.shutdown();
            throw new EmbeddedStartException(
                    "Kafka could not start in " + directory + " on port " + brokerPort + ": " + e.getMessage(), e);
        }
    }

    @Override
    void stop(KafkaRaftServer running) {
        running.shutdown();
        running.awaitShutdown();
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }
}
