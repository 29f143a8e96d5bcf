package io.tableorder.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Feeds;
import io.tableorder.operability.security.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service, on a free port. */
final class Notifier implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Notifier(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Started and caught up. */
    static Notifier start(String bootstrapServers, String... settings) {
        Notifier notifier = startCold(bootstrapServers, settings);
        FeedProgress progress = notifier.bean(FeedProgress.class);
        Awaitility.await().until(progress::isCaughtUp);
        return notifier;
    }

    static Notifier startCold(String bootstrapServers, String... settings) {
        Map<String, Object> properties = new LinkedHashMap<>(Map.of(
                "PORT",
                0,
                "MANAGEMENT_PORT",
                0,
                "SECRET_KEY",
                "a-key-for-tests-of-at-least-32-bytes",
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "KAFKA_PARTITIONS",
                EventLog.PARTITIONS,
                "KAFKA_REPLICATION_FACTOR",
                1,
                "LOG_LEVEL",
                "WARNING",
                "SSE_DRAIN_SECONDS",
                0));
        for (String setting : settings) {
            String[] nameAndValue = setting.split("=", 2);
            properties.put(nameAndValue[0], nameAndValue[1]);
        }
        return new Notifier(new SpringApplicationBuilder(SseNotifierApplication.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property)
                        .toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** What Prometheus would get now. */
    String scrape() throws IOException, InterruptedException {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
    }

    String token(Role role, String chainId, @Nullable String storeId) {
        return bean(TokenIssuer.class)
                .issue("account-1", role, chainId, storeId, role == Role.TABLE ? "table-1" : null)
                .value();
    }

    String staffToken(Restaurant restaurant) {
        return token(Role.STAFF, restaurant.chainId(), restaurant.storeId());
    }

    Screen connect(Restaurant restaurant) throws Exception {
        return connect(restaurant, null);
    }

    Screen connect(Restaurant restaurant, @Nullable String lastEventId) throws Exception {
        return connect(staffToken(restaurant), "", lastEventId);
    }

    Screen connect(String token, String query, @Nullable String lastEventId) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return Screen.connect(uri("/api/v1/admin/orders/stream" + query), headers);
    }

    void awaitPublished(RecordedEvent event) {
        awaitPublished(event.storeId(), event.sequence());
    }

    /** Returns when the store's board has all that was written of it. */
    void awaitShown(Restaurant restaurant) {
        awaitPublished(restaurant.storeId(), restaurant.state().head().sequence());
    }

    private void awaitPublished(String storeId, long sequence) {
        Feeds feeds = bean(Feeds.class);
        Awaitility.await()
                .until(() -> feeds.state(storeId)
                        .map(state -> state.head().sequence() >= sequence)
                        .orElse(false));
    }

    double metric(String name, String... tags) {
        var found = bean(MeterRegistry.class).find(name).tags(tags);
        if (found.gauge() != null) {
            return found.gauge().value();
        }
        return found.counter() == null ? 0 : found.counter().count();
    }

    @Override
    public void close() {
        context.close();
    }
}
