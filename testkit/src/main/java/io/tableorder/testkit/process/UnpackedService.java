package io.tableorder.testkit.process;

import io.tableorder.embedded.ExtractedJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The services' jars, each taken apart once a run: they are started several times in these tests. */
final class UnpackedService {

    private static final Map<String, ExtractedJar> OF_THIS_RUN = new ConcurrentHashMap<>();

    private UnpackedService() {}

    /** @param service the module's name */
    static ExtractedJar of(String service) {
        return OF_THIS_RUN.computeIfAbsent(service, UnpackedService::unpack);
    }

    private static ExtractedJar unpack(String service) {
        Path executable = Path.of(System.getProperty("table-order.home"), service, "target", service + ".jar");
        try {
            return ExtractedJar.extract(
                    executable, Path.of("target", "services", service).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while taking apart " + executable, e);
        }
    }
}
