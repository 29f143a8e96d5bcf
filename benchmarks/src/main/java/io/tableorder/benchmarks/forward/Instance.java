package io.tableorder.benchmarks.forward;

import io.tableorder.api.OrderApiApplication;
import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.embedded.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One order-api of several, in a process of its own. */
record Instance(int port, ChildProcess process) implements AutoCloseable {

    static Instance start(String bootstrapServers) {
        List<Integer> ports = LoopbackPort.free(2);
        OrderApiSettings settings =
                new OrderApiSettings(bootstrapServers, OrderApiSettings.NO_DATABASE, ports.get(0), ports.get(1));
        return new Instance(
                ports.get(0),
                ChildProcess.start(new ChildProcess.Program(
                        OrderApiApplication.class.getName(),
                        List.of(),
                        System.getProperty("java.class.path"),
                        List.of("-Xms1g", "-Xmx1g"),
                        settings.environment(),
                        Path.of("target", "forward-order-api-" + ports.get(0) + ".log"))));
    }

    /** Of all its threads so far. */
    Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("order-api has ended:\n" + process.logTail()));
    }

    @Override
    public void close() {
        process.close();
    }
}
