package io.tableorder.operability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

class RequestMetricsTest {

    private final RequestMetrics metrics = new RequestMetrics();

    @Test
    void requests_are_counted_by_route_and_status() {
        answered("POST", "/orders", 201);
        answered("POST", "/orders", 409);
        answered("GET", "/orders/{id}", 200);
        answered("GET", null, 404);

        assertThat(metrics.total()).isEqualTo(4);
        assertThat(metrics.byEndpoint())
                .isEqualTo(Map.of("POST /orders", 2L, "GET /orders/{id}", 1L, "(no route)", 1L));
        assertThat(metrics.byStatus()).isEqualTo(Map.of(200, 1L, 201, 1L, 404, 1L, 409, 1L));
    }

    @Test
    void what_is_kept_does_not_grow_with_what_is_asked() {
        for (int i = 0; i < 10_000; i++) {
            answered("GET", "/route-" + i, 200);
        }

        assertThat(metrics.byEndpoint()).hasSizeLessThanOrEqualTo(501).containsEntry("(other)", 9_500L);
    }

    @Test
    void a_streams_length_is_no_response_time() {
        metrics.answered(new MockHttpServletRequest(), 200, 3_600_000_000_000L, true);

        assertThat(metrics.total()).isEqualTo(1);
        assertThat(metrics.times().summary().p99()).isZero();
    }

    private void answered(String method, @Nullable String route, int status) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/whatever");
        if (route != null) {
            request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route);
        }
        metrics.answered(request, status, 1_000_000, false);
    }
}
