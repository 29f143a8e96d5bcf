package io.tableorder.benchmarks.takeover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of {@code ./orders}, in a process of its own as operators run it. */
record OperatorCommand(List<String> arguments) {

    private static final Path JAR = Path.of("..", "orders-cli", "target", "orders-cli.jar");
    private static final Path LOG = Path.of("target", "takeover-orders.log");

    static OperatorCommand of(String... arguments) {
        return new OperatorCommand(List.of(arguments));
    }

    /**
     * Returns how long it took in milliseconds, from the start of its process to the end.
     *
     * @throws IllegalStateException with what it said, if it failed
     */
    long run(String bootstrapServers) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        long begun = System.nanoTime();
        int result = builder.start().waitFor();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        if (result != 0) {
            throw new IllegalStateException(this + " ended with " + result + ": " + Files.readString(LOG));
        }
        return millis;
    }

    @Override
    public String toString() {
        return "orders " + String.join(" ", arguments);
    }
}
