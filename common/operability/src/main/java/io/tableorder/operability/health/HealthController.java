package io.tableorder.operability.health;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class HealthController {

    record Status(String status) {}

    record ReadyStatus(String status, Map<String, String> checks) {}

    private final Readiness readiness;

    HealthController(Readiness readiness) {
        this.readiness = readiness;
    }

    @GetMapping("/health")
    Status health() {
        return new Status("healthy");
    }

    @GetMapping("/health/live")
    Status live() {
        return new Status("alive");
    }

    @GetMapping("/health/ready")
    ResponseEntity<ReadyStatus> ready() {
        Readiness.Report report = readiness.report();
        return report.ready()
                ? ResponseEntity.ok(new ReadyStatus("ready", report.checks()))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(new ReadyStatus("not_ready", report.checks()));
    }
}
