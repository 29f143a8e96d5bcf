package io.tableorder.benchmarks.takeover;

import io.tableorder.api.OrderApiApplication;
import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.LoopbackPort;
import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real order-api in a process of its own; closing it is kill -9. */
final class OrderApi implements AutoCloseable {

    private static final Path LOG = Path.of("target", "takeover-order-api.log");
    private static final Pattern RESTORED =
            Pattern.compile("is restored from \\d+-(?<from>\\d+) to \\d+-(?<to>\\d+) in (?<millis>\\d+) ms");
    private static final Duration LONGEST_RESTORE = Duration.ofMinutes(20);
    private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final int managementPort;
    private final ChildProcess process;

    private OrderApi(int port, int managementPort, ChildProcess process) {
        this.port = port;
        this.managementPort = managementPort;
        this.process = process;
    }

    /** The service says this of the one partition that has a past. */
    record Restore(long from, long to, long millis) {}

    static OrderApi start(String bootstrapServers) throws IOException {
        List<Integer> ports = LoopbackPort.free(2);
        Files.deleteIfExists(LOG);
        OrderApiSettings settings =
                new OrderApiSettings(bootstrapServers, OrderApiSettings.NO_DATABASE, ports.get(0), ports.get(1));
        ChildProcess process = ChildProcess.start(new ChildProcess.Program(
                OrderApiApplication.class.getName(),
                List.of(),
                System.getProperty("java.class.path"),
                List.of("-Xmx2g", "-Xshare:auto"),
                settings.environment(),
                LOG));
        return new OrderApi(ports.get(0), ports.get(1), process);
    }

    Restore awaitRestore() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_RESTORE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            Matcher line = RESTORED.matcher(Files.exists(LOG) ? Files.readString(LOG) : "");
            if (line.find()) {
                return new Restore(
                        Long.parseLong(line.group("from")),
                        Long.parseLong(line.group("to")),
                        Long.parseLong(line.group("millis")));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw new IllegalStateException("Nothing is restored. The end of the log:\n" + process.logTail());
    }

    /** Places orders as slowly as it takes, so that the store stays as it is, until a checkpoint and one order after it. */
    void orderUntilCheckpoint() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CHECKPOINT.toNanos();
        for (int number = 0; !hasWrittenCheckpoint(); number++) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No checkpoint within " + LONGEST_CHECKPOINT);
            }
            order(number);
            Thread.sleep(BETWEEN_ORDERS);
        }
        order(0);
    }

    private void order(int number) throws IOException, InterruptedException {
        String table = SeededStores.tableId(0, number % LongLog.TABLES);
        String token = OrderApiSettings.tokens()
                .issue(table, Role.TABLE, SeededStores.CHAIN, SeededStores.storeId(0), table)
                .value();
        HttpRequest request = HttpRequest.newBuilder(uri(port, "/api/v1/customer/orders"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"items\":[{\"menu_id\":\"menu-1\",\"quantity\":2}]}"))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 201) {
            throw new IllegalStateException(
                    "An order was answered " + status + ". The end of the log:\n" + process.logTail());
        }
    }

    private boolean hasWrittenCheckpoint() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(managementPort, "/actuator/prometheus"))
                .build();
        return http.send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("tableorder_writer_checkpoints_total"))
                .anyMatch(line -> !line.endsWith(" 0.0"));
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.kill();
        http.close();
    }
}
