package io.tableorder.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.embedded.ExtractedJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an operator's command, as it is packaged, said at its end. */
public record OrdersCommand(int exitCode, String output) {

    /** Several processes share two cores in a test, and a command lives for seconds. */
    private static final List<String> SMALL = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Runs it taken apart, which starts sooner. */
    public static OrdersCommand run(Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        ExtractedJar orders = UnpackedService.of("orders-cli").extracted();
        List<String> options = new ArrayList<>(SMALL);
        options.addAll(List.of("-cp", orders.jar().toString(), orders.mainClass()));
        return java(options, settings, arguments);
    }

    /** Runs the jar as it is with these options of the JVM, for example none where its time is measured. */
    public static OrdersCommand run(List<String> jvmOptions, Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("table-order.home"));
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(
                List.of("-jar", home.resolve("orders-cli/target/orders-cli.jar").toString()));
        return java(options, settings, arguments);
    }

    private static OrdersCommand java(List<String> options, Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(settings);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new OrdersCommand(process.waitFor(), output);
    }
}
