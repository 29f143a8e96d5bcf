package io.tableorder.standalone;

import io.tableorder.embedded.AotCache;
import io.tableorder.embedded.ExtractedJar;
import java.io.IOException;
import java.nio.file.Path;

/** Takes a service's executable jar apart, once a build. */
record UnpackedService(ExtractedJar extracted) {

    /** Does what {@link ExtractedJar#once} does. */
    static UnpackedService of(Path executable, Path directory) {
        try {
            return new UnpackedService(ExtractedJar.once(executable, directory));
        } catch (IOException e) {
            throw new StartRefusedException(e.getMessage() + "\nBuild it again with ./mvnw clean package");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("Interrupted while " + executable + " was taken apart");
        }
    }

    Path jar() {
        return extracted.jar();
    }

    String mainClass() {
        return extracted.mainClass();
    }

    AotCache aotCache(Path tether) {
        return AotCache.of(extracted, tether);
    }
}
