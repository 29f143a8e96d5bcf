package io.tableorder.embedded;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The settings of a node that is broker and controller at once. Sizes are for one small machine. */
final class BrokerSettings {
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String LOOPBACK = "127.0.0.1:";

    /** Three copies of everything let any one broker be lost. */
    private static final int MOST_REPLICAS = 3;

    private BrokerSettings() {}

    /** @param cluster all nodes, this one among them */
    static Properties of(Path logDirectory, KafkaNode node, List<KafkaNode> cluster, Tuning tuning, Flush flush) {
        var settings = new Properties();
        node(settings, logDirectory, node, cluster);
        listeners(settings, node);
        internalTopics(settings, cluster.size());
        switch (tuning) {
            case OURS -> latency(settings);
            case STOCK -> {}
        }
        footprint(settings);
        durability(settings, flush);
        return settings;
    }

    /**
     * A committed transaction is known from the coordinator's topic before its markers are written, and a claim from the
     * group's, so it is not enough to flush the log alone: each topic counts.
     */
    private static void durability(Properties settings, Flush flush) {
        switch (flush) {
            case BEFORE_ACKNOWLEDGING -> settings.put("log.flush.interval.messages", "1");
            case LATER -> {}
        }
    }

    private static void node(Properties settings, Path logDirectory, KafkaNode node, List<KafkaNode> cluster) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(node.id()));
        settings.put(
                "controller.quorum.voters",
                cluster.stream()
                        .map(voter -> voter.id() + "@" + LOOPBACK + voter.controllerPort())
                        .collect(joining(",")));
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("log.dirs", logDirectory.toString());
        // A topic that came into being by a typing error would have the wrong partitions for ever.
        settings.put("auto.create.topics.enable", "false");
        // Events keep their times when they are copied, and the default of a week would delete a copy of older ones.
        settings.put("log.retention.ms", "-1");
    }

    private static void listeners(Properties settings, KafkaNode node) {
        List<String> bound = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        List<String> protocols = new ArrayList<>();
        for (KafkaNode.Listener listener : node.listeners()) {
            bound.add(listener.name() + "://" + LOOPBACK + listener.port());
            advertised.add(listener.name() + "://" + LOOPBACK + listener.advertisedPort());
            protocols.add(listener.name() + ":PLAINTEXT");
        }
        bound.add(CONTROLLER_LISTENER + "://" + LOOPBACK + node.controllerPort());
        protocols.add(CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("listeners", String.join(",", bound));
        settings.put("advertised.listeners", String.join(",", advertised));
        settings.put("listener.security.protocol.map", String.join(",", protocols));
    }

    private static void internalTopics(Properties settings, int nodes) {
        int replicas = Math.min(nodes, MOST_REPLICAS);
        String replication = String.valueOf(replicas);
        String inSync = String.valueOf(replicas == MOST_REPLICAS ? replicas - 1 : 1);
        settings.put("offsets.topic.replication.factor", replication);
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", replication);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("transaction.state.log.num.partitions", "12");
        settings.put("share.coordinator.state.topic.replication.factor", replication);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        // The only way to say it of the topic of consumer offsets.
        settings.put("min.insync.replicas", inSync);
    }

    private static void latency(Properties settings) {
        // The default of 20 ms is what a transaction waits that follows another of the same producer too closely.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        // There is nobody else to wait for: the first member gets its partitions at once.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Members may ask to be declared dead after a second; the defaults allow no less than 6 s and 45 s.
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.session.timeout.ms", "6000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "500");
        settings.put("group.consumer.heartbeat.interval.ms", "1000");
        // A killed broker is let in again only when its former session is over: 3 s of a restart instead of 9.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // How late, at most, a timed-out transaction is noticed; the default is 10 s.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // An open transaction hides all that is behind it in its partition. The platform's own end after 10 s; a
        // stranger's
        // may not be longer in the way than the default of 15 minutes allows.
        settings.put("transaction.max.timeout.ms", "15000");
    }

    private static void footprint(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        // The default of 128 MiB is taken from the heap at once.
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 * 1024 * 1024));
    }
}
