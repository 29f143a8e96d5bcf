package io.tableorder.testkit.process;

import io.tableorder.embedded.ClusterBroker;
import io.tableorder.embedded.Database;
import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.TestServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One broker, one PostgreSQL and the three services as they are packaged, each of which can be taken away. */
public final class WholePlatform implements AutoCloseable {

    /**
     * What is to run.
     *
     * @param orderApis instances of it
     * @param settings of every service and command, besides where broker and database are
     * @param ofReaders settings of order-projector and sse-notifier alone, given the first order-api's address
     */
    public record Plan(
            int partitions, int orderApis, Map<String, String> settings, Function<URI, Map<String, String>> ofReaders) {

        public Plan(int partitions, int orderApis, Map<String, String> settings) {
            this(partitions, orderApis, settings, _ -> Map.of());
        }

        public static Plan of(int partitions) {
            return new Plan(partitions, 1, Map.of());
        }
    }

    private final EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.startTemporary(1);
    private final Database database = TestServices.database();
    private final Map<String, String> settings;
    private final List<ServiceInstance> orderApis;
    private final ServiceInstance projector;
    private final ServiceInstance notifier;

    private WholePlatform(Plan plan, Function<String, Path> logs) {
        settings = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "KAFKA_REPLICATION_FACTOR",
                "1",
                "KAFKA_PARTITIONS",
                String.valueOf(plan.partitions()),
                "DATABASE_URL",
                "postgresql://%s@127.0.0.1:%d/%s".formatted(Database.USER, database.port(), Database.NAME)));
        settings.putAll(plan.settings());
        orderApis = IntStream.rangeClosed(1, plan.orderApis())
                .mapToObj(number -> new ServiceInstance(
                        "order-api", settings, logs.apply(number == 1 ? "order-api" : "order-api-" + number)))
                .toList();
        Map<String, String> ofReaders = new HashMap<>(settings);
        ofReaders.putAll(plan.ofReaders().apply(orderApi().base()));
        projector = new ServiceInstance("order-projector", ofReaders, logs.apply("order-projector"));
        notifier = new ServiceInstance("sse-notifier", ofReaders, logs.apply("sse-notifier"));
    }

    /**
     * Returns when every service is ready.
     *
     * @param logs where a process writes, by its name
     */
    public static WholePlatform start(SeededStores stores, Function<String, Path> logs) throws Exception {
        return start(stores, Map.of(), logs);
    }

    /** Does the same, with these settings of every service. */
    public static WholePlatform start(SeededStores stores, Map<String, String> settings, Function<String, Path> logs)
            throws Exception {
        WholePlatform platform = new WholePlatform(new Plan(SeededStores.PARTITIONS, 1, settings), logs);
        try {
            stores.writeTo(platform.kafka.bootstrapServers(), (short) 1);
            platform.startServices();
            return platform;
        } catch (Exception e) {
            platform.close();
            throw e;
        }
    }

    /** Has a broker without topics and an empty database, which something else may fill before the services start. */
    public static WholePlatform withoutServices(Plan plan, Function<String, Path> logs) {
        return new WholePlatform(plan, logs);
    }

    /** Returns when every service is ready. */
    public void startServices() {
        services().forEach(ServiceInstance::start);
        services().forEach(ServiceInstance::awaitReady);
    }

    /** Kills all services and starts them once more; returns when every one is ready. */
    public void startServicesAgain() {
        services().forEach(ServiceInstance::kill);
        startServices();
    }

    /** Lets all services end in order, at the same time. */
    public void stopServices() {
        services().parallelStream().forEach(ServiceInstance::stop);
    }

    /** Runs an operator's command beside the services. */
    public OrdersCommand command(String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SECRET_KEY", Tokens.SECRET_KEY);
        environment.put("ORDER_API_URL", orderApi().base().toString());
        return OrdersCommand.run(environment, arguments);
    }

    /** Returns the first of its instances. */
    public ServiceInstance orderApi() {
        return orderApis.getFirst();
    }

    public List<ServiceInstance> orderApis() {
        return orderApis;
    }

    public ServiceInstance projector() {
        return projector;
    }

    public ServiceInstance notifier() {
        return notifier;
    }

    public List<ServiceInstance> services() {
        return Stream.concat(orderApis.stream(), Stream.of(projector, notifier)).toList();
    }

    public ClusterBroker broker() {
        return kafka.broker(1);
    }

    public Database database() {
        return database;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        services().forEach(ServiceInstance::close);
        database.close();
        kafka.close();
    }
}
