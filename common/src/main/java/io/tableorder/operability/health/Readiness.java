package io.tableorder.operability.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs all checks at once; the slowest, or its deadline, is all a probe waits for. */
final class Readiness {

    /** @param checks what each check found: "connected" or "error: …" */
    record Report(boolean ready, Map<String, String> checks) {}

    private final List<Probe> probes;

    Readiness(List<ReadinessCheck> checks) {
        this.probes = checks.stream().map(Probe::new).toList();
    }

    Report report() {
        long start = System.nanoTime();
        List<Probe.Run> runs = probes.stream().map(Probe::begin).toList();
        Map<String, String> results = new LinkedHashMap<>();
        runs.forEach(run -> results.put(run.name(), run.result(start)));
        return new Report(results.values().stream().allMatch(Probe.CONNECTED::equals), results);
    }
}
