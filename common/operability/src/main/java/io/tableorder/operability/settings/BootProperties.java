package io.tableorder.operability.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings, and what all services have in common, under Spring Boot's own property names. */
final class BootProperties {

    /** Libraries whose INFO and DEBUG lines say nothing about an order. */
    private static final List<String> TALKATIVE = List.of(
            "org.apache.kafka",
            "org.hibernate",
            "org.flywaydb",
            "com.zaxxer.hikari",
            "org.apache.catalina",
            "org.apache.coyote",
            "org.apache.tomcat");

    private BootProperties() {}

    /** @param anyPort a test listens on any free port, so the management port must be any free one too */
    static Map<String, Object> of(Settings settings, boolean anyPort) {
        Map<String, Object> properties = new LinkedHashMap<>();
        server(properties, settings.server(), anyPort);
        logging(properties, settings.app());
        properties.put("tableorder.traces.sent", settings.tracing().endpoint() != null);
        // operability.kafka makes the factories. What Boot would add to them, a template and listener containers,
        // nobody uses.
        properties.put(
                "spring.autoconfigure.exclude", "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration");
        settings.database().ifPresent(database -> database(properties, database));
        settings.kafka().ifPresent(kafka -> kafka(properties, kafka));
        return properties;
    }

    private static void server(Map<String, Object> properties, ServerSettings server, boolean anyPort) {
        properties.put("server.port", server.port());
        properties.put("management.server.port", anyPort ? 0 : server.managementPort());
        properties.put("management.endpoints.web.exposure.include", "health,info,prometheus");
        properties.put("management.endpoint.health.show-details", "never");
        // Requests are timed at a twentieth of the cost in operability.metrics.
        properties.put("management.observations.enable.http.server.requests", false);
        properties.put("spring.threads.virtual.enabled", true);
        properties.put("spring.jackson.property-naming-strategy", "SNAKE_CASE");
        // The contract knows only /api, /health and /metrics: files on the class path are nobody's business.
        properties.put("spring.web.resources.add-mappings", false);
        properties.put("spring.mvc.formcontent.filter.enabled", false);
        // Errors and asynchronous answers belong to requests that were admitted or refused already.
        properties.put("spring.security.filter.dispatcher-types", "request");
        properties.put("server.shutdown", "graceful");
        proxies(properties, server.trustedProxies());
        // Tomcat's 100 would have a busy caller connect anew all the time.
        properties.put("server.tomcat.max-keep-alive-requests", 10_000);
        properties.put("server.tomcat.max-swallow-size", server.maximumBodyBytes());
        compression(properties);
    }

    /**
     * Text that is long enough to be worth it: a page's scripts, a board, a history. Events of a stream are not, since each
     * would wait for the compressor to have enough of them.
     */
    private static void compression(Map<String, Object> properties) {
        properties.put("server.compression.enabled", true);
        properties.put("server.compression.min-response-size", "2KB");
        properties.put(
                "server.compression.mime-types",
                "text/html,text/css,text/javascript,application/json,application/manifest+json,image/svg+xml");
    }

    /** Said outright: on Kubernetes, Boot would believe whoever calls from a private network. */
    private static void proxies(Map<String, Object> properties, String trusted) {
        properties.put("server.forward-headers-strategy", "none");
        if (!trusted.isEmpty()) {
            properties.put("server.tomcat.remoteip.remote-ip-header", "X-Forwarded-For");
            properties.put("server.tomcat.remoteip.protocol-header", "X-Forwarded-Proto");
            properties.put("server.tomcat.remoteip.internal-proxies", trusted);
        }
    }

    private static void logging(Map<String, Object> properties, AppSettings app) {
        String level = switch (app.logLevel()) {
            case DEBUG -> "DEBUG";
            case INFO -> "INFO";
            case WARNING -> "WARN";
            case ERROR -> "ERROR";
        };
        properties.put("logging.level.root", level);
        properties.put(
                "tableorder.log.encoder",
                "io.tableorder.operability.logging." + (app.debug() ? "ReadableEncoder" : "JsonEncoder"));
        properties.put("tableorder.debug", app.debug());
        properties.put("spring.main.banner-mode", "off");
        switch (app.logLevel()) {
            case DEBUG, INFO -> {
                TALKATIVE.forEach(logger -> properties.put("logging.level." + logger, "WARN"));
                properties.put("logging.level.org.springframework", level.equals("DEBUG") ? "INFO" : "WARN");
                properties.put("logging.level.org.springframework.boot", "INFO");
                // Unknown paths are the caller's mistake, and anybody can make as many as they like.
                properties.put("logging.level.org.springframework.web.servlet.PageNotFound", "ERROR");
            }
            case WARNING, ERROR -> {}
        }
    }

    private static void database(Map<String, Object> properties, DatabaseSettings database) {
        properties.put("spring.datasource.url", database.jdbcUrl());
        if (database.username() != null) {
            properties.put("spring.datasource.username", database.username());
        }
        if (database.password() != null) {
            properties.put("spring.datasource.password", database.password());
        }
        properties.put("spring.datasource.hikari.minimum-idle", database.poolSize());
        properties.put("spring.datasource.hikari.maximum-pool-size", database.maximumPoolSize());
        properties.put(
                "spring.datasource.hikari.connection-timeout",
                database.poolTimeout().toMillis());
        // A service starts without its database, and finds it when it comes.
        properties.put("spring.datasource.hikari.initialization-fail-timeout", -1);
    }

    private static void kafka(Map<String, Object> properties, KafkaSettings kafka) {
        properties.put("spring.kafka.bootstrap-servers", String.join(",", kafka.bootstrapServers()));
        // Under Boot's own name, so that its property of that name wins over ours.
        kafka.security()
                .forEach((name, value) -> properties.put(
                        name.equals("security.protocol")
                                ? "spring.kafka." + name
                                : "spring.kafka.properties[" + name + "]",
                        value));
    }
}
