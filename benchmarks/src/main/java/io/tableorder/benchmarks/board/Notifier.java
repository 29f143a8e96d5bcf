package io.tableorder.benchmarks.board;

import io.tableorder.benchmarks.service.OrderApiSettings;
import io.tableorder.benchmarks.service.Ready;
import io.tableorder.embedded.ChildProcess;
import io.tableorder.event.Role;
import io.tableorder.fixture.SeededStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged sse-notifier in a process of its own. */
final class Notifier implements AutoCloseable {

    private static final Path JAR = Path.of("..", "sse-notifier", "target", "sse-notifier.jar");
    private static final Path LOG = Path.of("target", "board-notifier.log");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final int port;
    private final ChildProcess process;

    private Notifier(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /** Returns when it is ready. */
    static Notifier start(String bootstrapServers, int port, int managementPort) throws Exception {
        Map<String, String> environment = new LinkedHashMap<>(
                new OrderApiSettings(bootstrapServers, OrderApiSettings.NO_DATABASE, port, managementPort)
                        .environment());
        environment.putAll(Map.of(
                "SSE_MAX_CONNECTIONS", "19000",
                "SSE_MAX_CONNECTIONS_PER_STORE", "1000",
                "SSE_MAX_CONNECTS_PER_SECOND", System.getProperty("connects", "20000"),
                "SSE_DRAIN_SECONDS", "10"));
        Notifier notifier = new Notifier(
                port,
                ChildProcess.start(new ChildProcess.Program(
                        "org.springframework.boot.loader.launch.JarLauncher",
                        List.of(),
                        JAR.toString(),
                        List.of("-Xmx1g", "-XX:-UseDynamicNumberOfCompilerThreads"),
                        environment,
                        LOG)));
        Ready.await(port, notifier.process);
        return notifier;
    }

    /** A screen's request; a chain admin may look into every store, so one token does for all. */
    static String request() {
        String token = OrderApiSettings.tokens()
                .issue("admin", Role.CHAIN_ADMIN, SeededStores.CHAIN, null, null)
                .value();
        return "GET /api/v1/admin/orders/stream?store_id=store-%d HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + token + "\r\n\r\n";
    }

    int port() {
        return port;
    }

    /** After a collection. */
    Usage usageAfterCollection() throws IOException, InterruptedException {
        String _ = jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        return Usage.of(process.pid(), used.find() ? Long.parseLong(used.group(1)) * 1_024 : 0);
    }

    Usage usage() throws IOException {
        return Usage.of(process.pid(), 0);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process running = new ProcessBuilder(tool.toString(), String.valueOf(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int _ = running.waitFor();
        return answer;
    }

    /** In order, with a drain. */
    void stop() {
        process.stop();
    }

    @Override
    public void close() {
        process.kill();
    }
}
