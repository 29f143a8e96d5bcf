package io.tableorder.benchmarks.service;

import io.tableorder.api.OrderApiApplication;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An order-api in a process of its own, without PostgreSQL. */
public record OrderApiProcess(int port, int managementPort, int internalPort, ChildProcess process)
        implements AutoCloseable {

    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

    /**
     * Starts an order-api on free ports and returns at once.
     *
     * @param more settings beside those that every such process has
     */
    public static OrderApiProcess start(String bootstrapServers, Map<String, String> more) {
        return start(bootstrapServers, more, HEAP);
    }

    /** Starts an order-api on free ports, with these options of the JVM, and returns at once. */
    public static OrderApiProcess start(String bootstrapServers, Map<String, String> more, List<String> jvmOptions) {
        List<Integer> ports = LoopbackPort.free(2);
        OrderApiSettings settings =
                new OrderApiSettings(bootstrapServers, OrderApiSettings.NO_DATABASE, ports.get(0), ports.get(1));
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.putAll(more);
        return new OrderApiProcess(
                ports.get(0),
                ports.get(1),
                Integer.parseInt(Objects.requireNonNull(environment.get("INTERNAL_PORT"))),
                ChildProcess.start(new ChildProcess.Program(
                        OrderApiApplication.class.getName(),
                        List.of(),
                        System.getProperty("java.class.path"),
                        jvmOptions,
                        environment,
                        Path.of("target", "order-api-" + ports.get(0) + ".log"))));
    }

    public void awaitReady() throws InterruptedException {
        Ready.await(port, process);
    }

    /** Returns the processor time of all its threads so far. */
    public Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("order-api has ended:\n" + process.logTail()));
    }

    @Override
    public void close() {
        process.close();
    }
}
