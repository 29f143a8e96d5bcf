package io.tableorder.systemtests;

import io.tableorder.embedded.ClusterBroker;
import io.tableorder.embedded.Database;
import io.tableorder.embedded.EmbeddedKafkaCluster;
import io.tableorder.fixture.SeededStores;
import io.tableorder.testkit.TestServices;
import io.tableorder.testkit.process.ProcessLogLines;
import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.testkit.process.Tokens;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One broker, one PostgreSQL and the three services as they are packaged, each of which can be taken away. */
final class WholePlatform implements AutoCloseable {

    private final EmbeddedKafkaCluster kafka = EmbeddedKafkaCluster.startTemporary(1);
    private final Database database = TestServices.database();
    private final Map<String, String> settings;
    private final List<ServiceInstance> services;

    private WholePlatform(int partitions, ProcessLogLines logs) {
        settings = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "KAFKA_REPLICATION_FACTOR",
                "1",
                "KAFKA_PARTITIONS",
                String.valueOf(partitions),
                "DATABASE_URL",
                "postgresql://%s@127.0.0.1:%d/%s".formatted(Database.USER, database.port(), Database.NAME));
        this.services = Stream.of("order-api", "order-projector", "sse-notifier")
                .map(service -> new ServiceInstance(service, settings, logs.of(service)))
                .toList();
    }

    /** Returns when every service is ready. */
    static WholePlatform start(SeededStores stores, ProcessLogLines logs) throws Exception {
        WholePlatform platform = new WholePlatform(SeededStores.PARTITIONS, logs);
        try {
            stores.writeTo(platform.kafka.bootstrapServers(), (short) 1);
            platform.startServices();
            return platform;
        } catch (Exception e) {
            platform.close();
            throw e;
        }
    }

    /** Has a broker without topics and an empty database, which something else is to fill first. */
    static WholePlatform withoutServices(int partitions, ProcessLogLines logs) {
        return new WholePlatform(partitions, logs);
    }

    /** Returns when every service is ready. */
    void startServices() {
        services.forEach(ServiceInstance::start);
        services.forEach(ServiceInstance::awaitReady);
    }

    /** Runs an operator's command beside the services. */
    OrdersCommand command(String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SECRET_KEY", Tokens.SECRET_KEY);
        return OrdersCommand.run(environment, arguments);
    }

    ServiceInstance orderApi() {
        return services.getFirst();
    }

    ServiceInstance projector() {
        return services.get(1);
    }

    ServiceInstance notifier() {
        return services.getLast();
    }

    List<ServiceInstance> services() {
        return services;
    }

    ClusterBroker broker() {
        return kafka.broker(1);
    }

    Database database() {
        return database;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() {
        services.forEach(ServiceInstance::close);
        database.close();
        kafka.close();
    }
}
