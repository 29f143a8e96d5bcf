package io.tableorder.operability.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.fixture.LogLines;
import io.tableorder.operability.health.HealthController.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class LivenessTest {

    private record Threads(String name, boolean isAlive) implements LivenessCheck {}

    @Test
    void a_service_is_alive_as_long_as_its_threads_are() {
        assertThat(live().getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(live(new Threads("reader", true)).getBody()).isEqualTo(new Status("alive"));
    }

    @Test
    void a_thread_that_is_gone_for_good_ends_liveness_and_is_named_in_the_log() {
        try (LogLines lines = LogLines.of(HealthController.class)) {
            ResponseEntity<Status> answer = live(new Threads("reader", true), new Threads("loops", false));
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(answer.getBody()).isEqualTo(new Status("not_alive"));
            assertThat(lines.texts())
                    .containsExactly(
                            "ERROR Threads of this service are gone for good, and only a new process helps: [loops]");
        }
    }

    private static ResponseEntity<Status> live(Threads... threads) {
        return new HealthController(new Readiness(List.of()), List.of(threads)).live();
    }
}
