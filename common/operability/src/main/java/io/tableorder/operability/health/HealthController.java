package io.tableorder.operability.health;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    ResponseEntity<Status> health() {
        return json(HttpStatus.OK, new Status("healthy"));
    }

    @GetMapping("/health/live")
    ResponseEntity<Status> live() {
        return json(HttpStatus.OK, new Status("alive"));
    }

    @GetMapping("/health/ready")
    ResponseEntity<ReadyStatus> ready() {
        Readiness.Report report = readiness.report();
        return report.ready()
                ? json(HttpStatus.OK, new ReadyStatus("ready", report.checks()))
                : json(HttpStatus.SERVICE_UNAVAILABLE, new ReadyStatus("not_ready", report.checks()));
    }

    /** Whatever a probe accepts: a load balancer or a browser that asks for a page gets the status too. */
    private static <T> ResponseEntity<T> json(HttpStatus status, T body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
