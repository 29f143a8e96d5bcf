package io.tableorder.testkit.process;

import io.tableorder.embedded.AotCache;
import io.tableorder.embedded.ExtractedJar;
import io.tableorder.embedded.TetherJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This is a program as it is packaged, taken apart once a build where {@code ./start} looks for it too: tests start it many times, by
 * themselves and within the standalone platform.
 *
 * @param name the module's
 * @param tether what ends it with the tests
 */
record UnpackedService(String name, ExtractedJar extracted, Path tether) {

    private static final Map<String, UnpackedService> OF_THIS_RUN = new ConcurrentHashMap<>();

    /** @param name the module's */
    static UnpackedService of(String name) {
        return OF_THIS_RUN.computeIfAbsent(name, UnpackedService::unpack);
    }

    private static UnpackedService unpack(String name) {
        Path home = Path.of(System.getProperty("table-order.home")).toAbsolutePath();
        Path executable = home.resolve(name).resolve("target").resolve(name + ".jar");
        Path directory = home.resolve("standalone").resolve("target");
        try {
            return new UnpackedService(
                    name,
                    ExtractedJar.once(executable, directory.resolve("services").resolve(name)),
                    TetherJar.in(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while taking apart " + executable, e);
        }
    }

    AotCache cache() {
        return AotCache.of(extracted, tether);
    }
}
