package io.tableorder.embedded;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.Uuid;

/**
 * Kafka brokers (KRaft, each of them a controller too) in processes of their own, on 127.0.0.1, so that each can be
 * killed, stopped, paused and started again on its port and data. With three or more, topics of the brokers' own have
 * three replicas, of which two must be in sync. Takes about 200 MB of memory a broker; deleted by {@link #close}.
 */
public final class EmbeddedKafkaCluster implements AutoCloseable {
    /** Another process can take a free port between its choice and its use; losing three times running is no chance. */
    private static final int PORT_ATTEMPTS = 3;

    private static final int PORTS_PER_BROKER = 4;

    private final Path directory;
    private final List<ClusterBroker> brokers = new ArrayList<>();
    private final List<TcpProxy> proxies = new ArrayList<>();

    private EmbeddedKafkaCluster(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts so many brokers on free ports; one is allowed. Returns when all are up.
     *
     * @throws EmbeddedStartException when one does not come up
     */
    public static EmbeddedKafkaCluster startTemporary(int brokers) {
        for (int attempt = 1; ; attempt++) {
            var cluster = new EmbeddedKafkaCluster(TemporaryDirectory.create("table-order-kafka-"));
            try {
                cluster.open(brokers);
                return cluster;
            } catch (RuntimeException e) {
                cluster.close();
                if (attempt == PORT_ATTEMPTS || !(e instanceof EmbeddedStartException)) {
                    throw e;
                }
            }
        }
    }

    private void open(int size) {
        List<KafkaNode> nodes = nodes(size);
        Uuid clusterId = Uuid.randomUuid();
        for (KafkaNode node : nodes) {
            Path own = directory.resolve("broker-" + node.id());
            createDirectory(own);
            brokers.add(ClusterBroker.in(own, clusterId, node, nodes));
        }
        start();
    }

    private List<KafkaNode> nodes(int size) {
        Iterator<Integer> ports = LoopbackPort.free(size * PORTS_PER_BROKER).iterator();
        List<KafkaNode> nodes = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            int behindProxy = ports.next();
            TcpProxy proxy = TcpProxy.open(ports.next(), behindProxy);
            proxies.add(proxy);
            nodes.add(new KafkaNode(
                    id,
                    ports.next(),
                    List.of(
                            KafkaNode.Listener.direct(ports.next()),
                            KafkaNode.Listener.proxied(behindProxy, proxy.port()))));
        }
        return nodes;
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + directory, e);
        }
    }

    /** Starts the brokers that do not run, together, and returns when all are in sync. */
    public void start() {
        brokers.forEach(ClusterBroker::launch);
        brokers.forEach(ClusterBroker::awaitInSync);
    }

    /** Of all brokers, whether they run or not. */
    public String bootstrapServers() {
        return brokers.stream().map(ClusterBroker::address).collect(joining(","));
    }

    /** @param id from 1 */
    public ClusterBroker broker(int id) {
        return brokers.get(id - 1);
    }

    public List<ClusterBroker> brokers() {
        return List.copyOf(brokers);
    }

    /** The way in for clients that are to be cut from the brokers. */
    public ProxiedAccess proxied() {
        return new ProxiedAccess(proxies);
    }

    @Override
    public void close() {
        brokers.forEach(ClusterBroker::close);
        proxies.forEach(TcpProxy::close);
        TemporaryDirectory.delete(directory);
    }
}
