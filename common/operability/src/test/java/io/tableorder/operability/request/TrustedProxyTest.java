package io.tableorder.operability.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.operability.TinyService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Behind a proxy that is trusted, a caller's address is the one that the proxy saw. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = TinyService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"SECRET_KEY=" + TinyService.SECRET_KEY, "TRUSTED_PROXIES=127.0.0.1"})
class TrustedProxyTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void the_last_address_that_no_trusted_proxy_has_is_the_callers_and_what_the_caller_claims_is_not(
            CapturedOutput output) throws Exception {
        String requestId = UUID.randomUUID().toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/noop"))
                .header("X-Request-ID", requestId)
                .header("X-Forwarded-For", "192.0.2.1, 203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .build();

        var answer = HTTP.send(request, HttpResponse.BodyHandlers.discarding());

        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        await().untilAsserted(() -> assertThat(output.getOut().lines())
                .anyMatch(line -> line.contains(requestId) && line.contains("\"client_ip\":\"203.0.113.9\"")));
    }
}
