package io.tableorder.systemtests;

import static org.awaitility.Awaitility.await;

import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.testkit.process.WholePlatform;
import io.tableorder.wire.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at what a platform's processes, its checkpoints and its database hold, as the machine tells it. Linux only. */
final class Holdings {

    private static final double MIB = 1024 * 1024;
    private static final double KIB = 1024;
    private static final Duration POLL = Duration.ofMillis(200);

    private final WholePlatform platform;
    private final HttpClient http = HttpClient.newHttpClient();
    private long databaseBytes;
    private long events;

    Holdings(WholePlatform platform) {
        this.platform = platform;
    }

    /** Returns the values of now, by what they are of; the database's growth is that since the call before. */
    Map<String, Double> look() throws Exception {
        Map<String, Double> values = new HashMap<>();
        for (ServiceInstance service : platform.services()) {
            values.put(service.service() + " heap MiB", heapAfterCollection(service) / MIB);
            values.put(service.service() + " files", entries(service, "fd"));
            values.put(service.service() + " threads", entries(service, "task"));
        }
        values.put("checkpoint KiB", checkpointBytes() / KIB);
        values.put("PostgreSQL bytes an event", databaseGrowth());
        return values;
    }

    private double heapAfterCollection(ServiceInstance service) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        int exit = new ProcessBuilder(jcmd.toString(), String.valueOf(service.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(
                    "%s did not collect its garbage when asked to".formatted(service.service()));
        }
        return await(service.service() + " to tell its heap").until(() -> heap(service), heap -> heap > 0);
    }

    private double heap(ServiceInstance service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.management().resolve("/actuator/prometheus"))
                .build();
        return http.send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static double entries(ServiceInstance service, String directory) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", String.valueOf(service.pid()), directory))) {
            return entries.count();
        }
    }

    /** Returns the bytes of the latest value of each key: what is left of the topic once Kafka has compacted it. */
    private double checkpointBytes() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", platform.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ORDER_CHECKPOINTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<String, Integer> latest = new HashMap<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record -> latest.put(
                                record.partition() + "/" + new String(record.key(), StandardCharsets.UTF_8),
                                record.value() == null ? 0 : record.value().length));
            }
            return latest.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private double databaseGrowth() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(platform.database().jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_database_size(current_database()), (SELECT count(*) FROM orders.journal)")) {
            row.next();
            long moreBytes = row.getLong(1) - databaseBytes;
            long moreEvents = row.getLong(2) - events;
            databaseBytes = row.getLong(1);
            events = row.getLong(2);
            return (double) moreBytes / Math.max(1, moreEvents);
        }
    }
}
