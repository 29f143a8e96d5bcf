package io.tableorder.operability.settings;

import static io.tableorder.operability.settings.Variable.*;

import io.tableorder.operability.settings.AppSettings.LogLevel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.Environment;

/**
 * All that an operator set, sound.
 *
 * @param database present for a service that needs one
 * @param kafka present for a service that needs it
 */
record Settings(
        AppSettings app,
        ServerSettings server,
        SecuritySettings security,
        LoginSettings login,
        OrderRateSettings orderRate,
        SseSettings sse,
        ProjectionSettings projection,
        ScreenSettings screens,
        TracingSettings tracing,
        ErrorReportSettings errorReports,
        Optional<DatabaseSettings> database,
        Optional<KafkaSettings> kafka) {

    /** The key that {@code .env.example} shows: long enough, but known to everybody. */
    static final String EXAMPLE_SECRET_KEY = "your-secret-key-here-change-in-production";

    /** @throws SettingsException naming every fault */
    static Settings read(Environment environment) {
        Set<Need> needs = Need.of(environment);
        Values values = new Values(environment);
        AppSettings app = new AppSettings(
                values.text(APP_NAME),
                values.text(APP_VERSION),
                values.flag(DEBUG),
                LogLevel.valueOf(values.oneOf(LOG_LEVEL)));
        Settings settings = new Settings(
                app,
                server(values),
                security(values, app.debug()),
                new LoginSettings(
                        values.number(LOGIN_MAX_FAILURES), Duration.ofMinutes(values.number(LOGIN_LOCK_MINUTES))),
                new OrderRateSettings(values.number(ORDER_RATE_LIMIT_PER_MINUTE)),
                new SseSettings(
                        Duration.ofSeconds(values.number(SSE_HEARTBEAT_INTERVAL)),
                        values.number(SSE_MAX_CONNECTIONS_PER_STORE),
                        values.number(SSE_MAX_CONNECTIONS),
                        values.number(SSE_MAX_CONNECTS_PER_SECOND),
                        Duration.ofSeconds(values.number(SSE_DRAIN_SECONDS))),
                new ProjectionSettings(
                        Duration.ofSeconds(values.number(PROJECTION_MAX_LAG_SECONDS)),
                        values.form(METRICS_STORES, Settings::storeIds).orElse(List.of())),
                new ScreenSettings(
                        values.form(STREAM_URL, Settings::baseUrl).orElse(null),
                        values.form(PROJECTOR_URL, Settings::baseUrl).orElse(null)),
                new TracingSettings(
                        values.form(OTEL_EXPORTER_OTLP_ENDPOINT, Settings::httpUrl)
                                .orElse(null),
                        values.form(OTEL_TRACES_SAMPLER_ARG, Settings::share).orElse(1.0)),
                new ErrorReportSettings(
                        values.form(ERROR_WEBHOOK_URL, Settings::httpUrl).orElse(null)),
                needs.contains(Need.DATABASE) ? database(values) : Optional.empty(),
                needs.contains(Need.KAFKA) ? kafka(values) : Optional.empty());
        values.requireSound();
        return settings;
    }

    private static ServerSettings server(Values values) {
        int port = values.number(PORT);
        int managementPort = values.form(MANAGEMENT_PORT, text -> managementPort(text, port))
                .orElse(port == 0 ? 0 : Math.min(port + 1_000, 65_535));
        return new ServerSettings(
                port,
                managementPort,
                values.form(ADVERTISED_URL, Settings::baseUrl).orElse(null),
                values.number(MAX_BODY_BYTES));
    }

    private static int managementPort(String text, int port) {
        int number = Integer.parseInt(text);
        if (number < 0 || number > 65_535 || (number == port && port != 0)) {
            throw new IllegalArgumentException("not a port beside " + port);
        }
        return number;
    }

    private static SecuritySettings security(Values values, boolean debug) {
        String key = values.required(SECRET_KEY, text -> secretKey(text, debug)).orElse("");
        return new SecuritySettings(
                key,
                Duration.ofHours(values.number(ACCESS_TOKEN_EXPIRE_HOURS)),
                values.form(CORS_ORIGINS, text -> origins(text, debug)).orElse(List.of()));
    }

    private static String secretKey(String text, boolean debug) {
        boolean known = text.equals(EXAMPLE_SECRET_KEY) && !debug;
        if (known || text.getBytes(StandardCharsets.UTF_8).length < SecuritySettings.MINIMUM_KEY_BYTES) {
            throw new IllegalArgumentException("guessable");
        }
        return text;
    }

    private static List<String> storeIds(String text) {
        List<String> ids = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (ids.size() > ProjectionSettings.MAXIMUM_METERED_STORES) {
            throw new IllegalArgumentException("too many");
        }
        return ids;
    }

    private static List<String> origins(String text, boolean debug) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(origin ->
                        origin.equals("*") && debug ? origin : baseUrl(origin).toString())
                .toList();
    }

    static Optional<DatabaseSettings> database(Values values) {
        int poolSize = values.number(DB_POOL_SIZE);
        int maximumPoolSize = poolSize + values.number(DB_MAX_OVERFLOW);
        Duration poolTimeout = Duration.ofSeconds(values.number(DB_POOL_TIMEOUT));
        return values.required(DATABASE_URL, PostgresUrl::parse)
                .map(url -> new DatabaseSettings(
                        url.jdbcUrl(), url.username(), url.password(), poolSize, maximumPoolSize, poolTimeout));
    }

    static Optional<KafkaSettings> kafka(Values values) {
        int partitions = values.number(KAFKA_PARTITIONS);
        short replicationFactor = (short) values.number(KAFKA_REPLICATION_FACTOR);
        var security = KafkaSecurity.read(values);
        return values.required(KAFKA_BOOTSTRAP_SERVERS, Settings::brokers)
                .map(brokers -> new KafkaSettings(brokers, partitions, replicationFactor, security));
    }

    private static List<String> brokers(String text) {
        List<String> brokers =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (!brokers.stream().allMatch(broker -> broker.matches("[A-Za-z0-9._\\-\\[\\]:]+:[0-9]{1,5}"))) {
            throw new IllegalArgumentException("not host:port pairs");
        }
        return brokers;
    }

    private static double share(String text) {
        double share = Double.parseDouble(text);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("not a share");
        }
        return share;
    }

    private static URI httpUrl(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("not an HTTP URL");
        }
        return uri;
    }

    private static URI baseUrl(String text) {
        URI uri = httpUrl(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (!uri.getPath().isEmpty() || uri.getQuery() != null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("more than scheme, host and port");
        }
        return uri;
    }
}
