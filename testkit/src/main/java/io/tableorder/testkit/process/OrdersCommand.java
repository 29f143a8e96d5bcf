package io.tableorder.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    public static OrdersCommand run(Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        return run(SMALL, settings, arguments);
    }

    /** Does the same with these options of the JVM, for example none where its time is measured. */
    public static OrdersCommand run(List<String> jvmOptions, Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("table-order.home"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(
                List.of("-jar", home.resolve("orders-cli/target/orders-cli.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(settings);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new OrdersCommand(process.waitFor(), output);
    }
}
