package io.tableorder.operability.reports;

import io.tableorder.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts reports, each once: the log has them all. Its address is in no line, for whoever knows it may write there. */
final class Webhook implements Consumer<ErrorReport>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Reports wait in line behind one that is not taken. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    Webhook(URI address) {
        this.address = address;
    }

    @Override
    public void accept(ErrorReport report) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(report)))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.warn("ERROR_WEBHOOK_URL answered {}; the error is in this log only", status);
            }
        } catch (IOException unreachable) {
            LOG.warn("ERROR_WEBHOOK_URL does not answer ({}); the error is in this log only", unreachable.getClass());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
