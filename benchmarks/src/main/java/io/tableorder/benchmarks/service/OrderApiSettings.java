package io.tableorder.benchmarks.service;

import io.tableorder.embedded.LoopbackPort;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The environment of an order-api under measurement, and tokens that it takes. */
public record OrderApiSettings(String bootstrapServers, String databaseUrl, int port, int managementPort) {

    /** Nothing listens there: what is measured must not need it. */
    public static final String NO_DATABASE = "postgresql://nobody:nothing@127.0.0.1:9/none";

    private static final String SECRET = "benchmark-secret-key-of-no-other-use-0123456789";

    public Map<String, String> environment() {
        return Map.of(
                "SECRET_KEY",
                SECRET,
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "KAFKA_REPLICATION_FACTOR",
                "1",
                "DATABASE_URL",
                databaseUrl,
                "PORT",
                String.valueOf(port),
                "MANAGEMENT_PORT",
                String.valueOf(managementPort),
                "INTERNAL_PORT",
                String.valueOf(LoopbackPort.free()),
                "ORDER_RATE_LIMIT_PER_MINUTE",
                "0");
    }

    public static TokenIssuer tokens() {
        return new TokenIssuer(new SecuritySettings(SECRET, Duration.ofHours(2), List.of()), InstantSource.system());
    }
}
