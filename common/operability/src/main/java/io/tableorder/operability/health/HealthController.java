package io.tableorder.operability.health;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class HealthController {

    private static final Logger log = LoggerFactory.getLogger(HealthController.class);

    record Status(String status) {}

    record ReadyStatus(String status, Map<String, String> checks) {}

    private final Readiness readiness;
    private final List<LivenessCheck> threads;

    HealthController(Readiness readiness, List<LivenessCheck> threads) {
        this.readiness = readiness;
        this.threads = List.copyOf(threads);
    }

    @GetMapping("/health")
    ResponseEntity<Status> health() {
        return json(HttpStatus.OK, new Status("healthy"));
    }

    @GetMapping("/health/live")
    ResponseEntity<Status> live() {
        List<String> gone = threads.stream()
                .filter(check -> !check.isAlive())
                .map(LivenessCheck::name)
                .toList();
        if (gone.isEmpty()) {
            return json(HttpStatus.OK, new Status("alive"));
        }
        log.error("Threads of this service are gone for good, and only a new process helps: {}", gone);
        return json(HttpStatus.SERVICE_UNAVAILABLE, new Status("not_alive"));
    }

    @GetMapping("/health/ready")
    ResponseEntity<ReadyStatus> ready() {
        Readiness.Report report = readiness.report();
        return report.ready()
                ? json(HttpStatus.OK, new ReadyStatus("ready", report.checks()))
                : json(HttpStatus.SERVICE_UNAVAILABLE, new ReadyStatus("not_ready", report.checks()));
    }

    /**
     * Answers in JSON whatever a probe accepts: a load balancer or a browser that asks for a page gets the status too.
     */
    private static <T> ResponseEntity<T> json(HttpStatus status, T body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
