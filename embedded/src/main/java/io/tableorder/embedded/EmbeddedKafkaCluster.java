package io.tableorder.embedded;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * Kafka brokers (KRaft, each of them a controller too) in processes of their own, on 127.0.0.1, so that each can be
 * killed, stopped, paused and started again on its port and data. With three or more, topics of the brokers' own have
 * three replicas, of which two must be in sync. Takes about 200 MB of memory a broker; deleted by {@link #close}.
 */
public final class EmbeddedKafkaCluster implements AutoCloseable {
    /** Another process can take a free port between its choice and its use; losing three times running is no chance. */
    private static final int PORT_ATTEMPTS = 3;

    /** This way in is for other brokers, and for clients without a proxy. */
    private static final int DIRECT_PORTS = 2;

    /** The proxy needs one, and the broker behind it another. */
    private static final int PORTS_PER_PROXY = 2;

    private final Path directory;
    private final Flush flush;
    private final List<ClusterBroker> brokers = new ArrayList<>();
    private final List<ProxiedAccess> proxied;

    private EmbeddedKafkaCluster(Path directory, int proxiedAccesses, Flush flush) {
        this.directory = directory;
        this.flush = flush;
        this.proxied =
                Stream.generate(ProxiedAccess::new).limit(proxiedAccesses).toList();
    }

    /** Starts a cluster as {@link #startTemporary(int, int)} does, without proxies. */
    public static EmbeddedKafkaCluster startTemporary(int brokers) {
        return startTemporary(brokers, 0);
    }

    /**
     * Starts so many brokers on free ports; one is allowed. Returns when all are up.
     *
     * @param proxiedAccesses as many clients, or groups of them, can be cut from the brokers one without the other
     * @throws EmbeddedStartException when one does not come up
     */
    public static EmbeddedKafkaCluster startTemporary(int brokers, int proxiedAccesses) {
        return startTemporary(brokers, proxiedAccesses, Flush.LATER);
    }

    /** Starts a cluster as {@link #startTemporary(int, int)} does. */
    public static EmbeddedKafkaCluster startTemporary(int brokers, int proxiedAccesses, Flush flush) {
        for (int attempt = 1; ; attempt++) {
            var cluster =
                    new EmbeddedKafkaCluster(TemporaryDirectory.create("table-order-kafka-"), proxiedAccesses, flush);
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
            brokers.add(ClusterBroker.in(own, clusterId, node, nodes, flush));
        }
        start();
    }

    private List<KafkaNode> nodes(int size) {
        int portsPerBroker = DIRECT_PORTS + PORTS_PER_PROXY * proxied.size();
        Iterator<Integer> ports = LoopbackPort.free(size * portsPerBroker).iterator();
        List<KafkaNode> nodes = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            List<KafkaNode.Listener> listeners = new ArrayList<>();
            listeners.add(KafkaNode.Listener.direct(ports.next()));
            for (ProxiedAccess access : proxied) {
                int behindProxy = ports.next();
                TcpProxy proxy = TcpProxy.open(ports.next(), behindProxy);
                access.add(proxy);
                listeners.add(KafkaNode.Listener.proxied(listeners.size(), behindProxy, proxy.port()));
            }
            nodes.add(new KafkaNode(id, ports.next(), listeners));
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

    /** Returns the addresses of all brokers, whether they run or not. */
    public String bootstrapServers() {
        return brokers.stream().map(ClusterBroker::address).collect(joining(","));
    }

    /**
     * Returns one of the brokers, whether it runs or not.
     *
     * @param id from 1
     */
    public ClusterBroker broker(int id) {
        return brokers.get(id - 1);
    }

    public List<ClusterBroker> brokers() {
        return List.copyOf(brokers);
    }

    /** Makes listeners for clients that are to be cut from the brokers. */
    public List<ProxiedAccess> proxied() {
        return proxied;
    }

    @Override
    public void close() {
        brokers.forEach(ClusterBroker::close);
        proxied.forEach(ProxiedAccess::close);
        TemporaryDirectory.delete(directory);
    }
}
