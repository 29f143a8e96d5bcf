package io.tableorder.operability.health;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs all checks at once; the slowest, or its deadline, is all a probe waits for. A line is logged when something is lost
 * and when it is back, not with every probe between; while a service starts it has lost nothing yet.
 */
final class Readiness {

    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    /** @param checks what each check found: "connected", "connected; …" with what does not work, or "error: …" */
    record Report(boolean ready, Map<String, String> checks) {}

    private final List<Probe> probes;

    /** Holds the state of each check; a check has none before it has connected for the first time. */
    private final Map<String, Boolean> connected = new HashMap<>();

    Readiness(List<ReadinessCheck> checks) {
        this.probes = checks.stream().map(Probe::new).toList();
    }

    Report report() {
        long start = System.nanoTime();
        List<Probe.Run> runs = probes.stream().map(Probe::begin).toList();
        Map<String, String> results = new LinkedHashMap<>();
        for (Probe.Run run : runs) {
            String result = run.result(start);
            results.put(run.name(), result);
            note(run, result);
        }
        return new Report(results.values().stream().allMatch(Probe::isConnected), results);
    }

    private synchronized void note(Probe.Run run, String result) {
        boolean now = Probe.isConnected(result);
        Boolean before = now ? connected.put(run.name(), true) : connected.replace(run.name(), false);
        if (before == null || before == now) {
            return;
        }
        if (now) {
            log.info("Readiness: {} is back", run.name());
        } else {
            log.atLevel(run.isExternal() ? Level.ERROR : Level.WARN)
                    .log("Readiness: {} is lost, {}", run.name(), result);
        }
    }
}
