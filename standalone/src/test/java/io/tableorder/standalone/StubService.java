package io.tableorder.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Stands for a service: ready at once, on the port of its environment, until a file with its process id says otherwise. */
public final class StubService {
    static final String DIRECTORY = "STUB_DIRECTORY";

    /** Names the file by which this process says that it is dead. */
    static final String DEAD = "dead-";

    /** Names the file by which this process says that it is not ready. */
    static final String UNREADY = "unready-";

    /** Names the file that gets a byte for each time this process is asked whether it lives. */
    static final String COUNTED = "counted-";

    /** Names the file that keeps this process, which answers nothing any more, from ending. */
    static final String HELD = "held-";

    private StubService() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(says(UNREADY) ? 503 : 200, -1);
            exchange.close();
        });
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(says(DEAD) ? 503 : 200, -1);
            exchange.close();
            if (says(COUNTED)) {
                Files.write(file(COUNTED), new byte[1], StandardOpenOption.APPEND);
            }
        });
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
    }

    private static void end(HttpServer server) {
        server.stop(0);
        while (says(HELD)) {
            LockSupport.parkNanos(10_000_000);
        }
        System.out.println("stopped in order");
    }

    static long timesAskedWhetherItLives(Path directory, long pid) throws IOException {
        return Files.size(directory.resolve(COUNTED + pid));
    }

    private static boolean says(String what) {
        return Files.exists(file(what));
    }

    private static Path file(String what) {
        return Path.of(System.getenv(DIRECTORY), what + ProcessHandle.current().pid());
    }
}
