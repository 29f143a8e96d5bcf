package io.tableorder.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A service specification says how to run one service.
 *
 * @param jvmOptions before the class path
 * @param environment added to this process's own
 * @param log takes its output; appended to
 * @param readiness answers 200 once the service can do its work
 * @param stopLimit past it, it is ended by force
 * @param silenceLimit past it without an answer to any question, a service that answered before is ended and started again
 */
record ServiceSpec(
        String name,
        List<Path> classPath,
        String mainClass,
        List<String> jvmOptions,
        Map<String, String> environment,
        Path log,
        URI readiness,
        Duration stopLimit,
        Duration silenceLimit) {}
