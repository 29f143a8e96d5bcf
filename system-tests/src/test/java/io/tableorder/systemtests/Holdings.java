package io.tableorder.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.testkit.process.WholePlatform;
import io.tableorder.wire.Topics;
import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at what a platform's processes, its checkpoints and its database hold, as the machine tells it. Linux only. */
final class Holdings {

    private static final double MIB = 1024 * 1024;
    private static final double KIB = 1024;

    /** The last line of a class histogram says how many objects there are, and their bytes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(?<bytes>\\d+)$");

    private static final Duration POLL = Duration.ofMillis(200);

    private final WholePlatform platform;
    private long databaseBytes;
    private long events;

    Holdings(WholePlatform platform) {
        this.platform = platform;
    }

    /** Returns the values of now, by what they are of; the database's growth is that since the call before. */
    Map<String, Double> look() throws Exception {
        Map<String, Double> values = new HashMap<>();
        for (ServiceInstance service : platform.services()) {
            values.put(service.service() + " heap MiB", liveBytes(service) / MIB);
            values.put(service.service() + " files", entries(service, "fd"));
            values.put(service.service() + " threads", entries(service, "task"));
        }
        values.put("checkpoint KiB", checkpointBytes() / KIB);
        values.put("PostgreSQL bytes an event", databaseGrowth());
        return values;
    }

    /** Returns the bytes of live objects alone, whatever load allocates meanwhile: the JVM collects before it counts. */
    private static double liveBytes(ServiceInstance service) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process counting = new ProcessBuilder(jcmd.toString(), String.valueOf(service.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(counting.getInputStream().readAllBytes(), UTF_8);
        Matcher total = TOTAL.matcher(histogram);
        if (counting.waitFor() != 0 || !total.find()) {
            throw new IllegalStateException("%s did not say what its heap holds: %s"
                    .formatted(service.service(), histogram.lines().limit(5).toList()));
        }
        return Double.parseDouble(total.group("bytes"));
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
                                record.partition() + "/" + new String(record.key(), UTF_8),
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
