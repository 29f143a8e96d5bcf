package io.tableorder.operability.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.fixture.OtlpReceiver;
import io.tableorder.operability.TinyService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** From a bucket of request times one comes to the trace of a request that fell into it. */
class ExemplarsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void a_sampled_request_is_named_beside_its_bucket_and_others_are_not() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                ConfigurableApplicationContext service = new SpringApplicationBuilder(TinyService.class)
                        .run(
                                "--PORT=0",
                                "--MANAGEMENT_PORT=0",
                                "--SECRET_KEY=" + TinyService.SECRET_KEY,
                                "--OTEL_EXPORTER_OTLP_ENDPOINT=" + receiver.endpoint(),
                                "--OTEL_TRACES_SAMPLER_ARG=0")) {
            get(service, "local.server.port", "/fail/conflict");
            get(service, "local.server.port", "/noop", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");

            // A request is counted after it is answered.
            await().untilAsserted(() -> assertThat(exemplars(service)).isNotEmpty());
            assertThat(exemplars(service))
                    .allMatch(line -> line.contains("uri=\"/noop\"") && line.contains("trace_id=\"" + TRACE + "\""));
        }
    }

    private static List<String> exemplars(ConfigurableApplicationContext service) throws Exception {
        return get(
                        service,
                        "local.management.port",
                        "/actuator/prometheus",
                        "Accept",
                        "application/openmetrics-text; version=1.0.0")
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_bucket") && line.contains(" # "))
                .toList();
    }

    private static String get(ConfigurableApplicationContext service, String port, String path, String... nameAndValue)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty(port) + path));
        if (nameAndValue.length > 0) {
            request.headers(nameAndValue);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
