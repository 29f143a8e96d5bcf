package io.tableorder.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * An AOT cache holds what a service's JVM learned in an earlier run: classes that were found, parsed and linked, and which
 * methods are worth compiling. It halves a start's processor time. The JVM refuses it when another build of Java made it, and
 * begins without; a changed jar it does not notice, and would run the old code.
 *
 * @param jars newer than the cache, they void it; a directory on the class path would make every JVM refuse it
 */
public record AotCache(Path file, List<Path> jars) {

    /**
     * A method that is compiled thoroughly while recording is compiled at once from then on, which a start cannot
     * afford. So the recording remembers only methods that are fifty times busier than the standalone platform asks for. The
     * rest is compiled as ever.
     */
    private static final List<String> REMEMBER_ONLY_THE_BUSIEST = List.of(
            "-XX:Tier4InvocationThreshold=1000000",
            "-XX:Tier4MinInvocationThreshold=120000",
            "-XX:Tier4CompileThreshold=3000000",
            "-XX:Tier4BackEdgeThreshold=8000000");

    /** A damaged file is refused by its checksums; without them the JVM would run what is left of it, and crash. */
    private static final String VERIFIED = "-XX:+VerifySharedSpaces";

    /** Names the file that a JVM begins from. */
    public static final String OPTION = "-XX:AOTCache=";

    public AotCache {
        jars = List.copyOf(jars);
    }

    /** Returns the one that lies with a service's jar and its libraries, to be deleted with them. */
    public static AotCache of(ExtractedJar service, Path tether) {
        return new AotCache(service.jar().resolveSibling("aot-cache"), List.of(tether, service.jar()));
    }

    /**
     * Returns the options to begin from it; none where nothing was recorded, or of other jars.
     *
     * @param log says why the JVM did without, when it did; apart, since a service's own log is lines of JSON
     */
    public List<String> use(Path log) throws IOException {
        return isOfTheseJars()
                ? List.of(OPTION + file, VERIFIED, "-Xlog:aot*=off", "-Xlog:aot*=warning:file=" + log)
                : List.of();
    }

    private boolean isOfTheseJars() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        FileTime recorded = Files.getLastModifiedTime(file);
        for (Path jar : jars) {
            if (Files.getLastModifiedTime(jar).compareTo(recorded) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the options to record it, which takes effect, and many seconds, when the JVM ends in order. */
    public List<String> record() {
        return Stream.concat(
                        Stream.of("-XX:AOTCacheOutput=" + recorded(), "-Xlog:aot*=error"),
                        REMEMBER_ONLY_THE_BUSIEST.stream())
                .toList();
    }

    /** Puts what was recorded in the place of what was there; apart until then, so that nobody begins from a half. */
    public void keepRecorded() throws IOException {
        Files.move(recorded(), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path recorded() {
        return file.resolveSibling(file.getFileName() + ".recorded");
    }
}
