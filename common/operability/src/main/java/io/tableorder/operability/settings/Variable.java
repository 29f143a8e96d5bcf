package io.tableorder.operability.settings;

import io.tableorder.operability.settings.Takes.Flag;
import io.tableorder.operability.settings.Takes.Form;
import io.tableorder.operability.settings.Takes.OneOf;
import io.tableorder.operability.settings.Takes.Text;
import io.tableorder.operability.settings.Takes.WholeNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every environment variable the services read, in the order {@code .env.example} shows them. */
enum Variable {
    APP_NAME(Section.APPLICATION, "The name shown in API documentation and logs", new Text(100), "Table Order Service"),
    APP_VERSION(Section.APPLICATION, "The version shown in API documentation", new Text(50), "1.0.0"),
    DEBUG(
            Section.APPLICATION,
            "Readable logs instead of JSON, and the example's SECRET_KEY is allowed",
            new Flag(),
            "false"),
    LOG_LEVEL(
            Section.APPLICATION,
            "The least serious log lines to write",
            new OneOf(List.of("DEBUG", "INFO", "WARNING", "ERROR")),
            "INFO"),
    PORT(
            Section.PORTS,
            "Where the API listens; order-projector's own default is 8081, sse-notifier's 8082; 0 takes a free one",
            new WholeNumber(0, 65_535, ""),
            "8080"),
    MANAGEMENT_PORT(
            Section.PORTS,
            "Where Prometheus scrapes, without a token: keep it inside the network; by default PORT + 1000",
            new Form("a whole number from 0 to 65535, other than PORT"),
            null),
    ADVERTISED_URL(
            Section.PORTS,
            "Where other instances reach this one; by default http://127.0.0.1:PORT, so set it when there are several",
            new Form("an http:// or https:// URL without a path, such as http://order-api-1:8080"),
            null),
    DATABASE_URL(
            Section.DATABASE,
            "The PostgreSQL database",
            new Form("postgresql://user:password@host:port/database, also postgresql+asyncpg:// or jdbc:postgresql://"),
            null,
            true),
    DB_POOL_SIZE(Section.DATABASE, "Connections kept open when idle", new WholeNumber(1, 200, "connections"), "5"),
    DB_MAX_OVERFLOW(
            Section.DATABASE,
            "Connections opened beyond those under load; the pool's maximum is the sum",
            new WholeNumber(0, 200, "connections"),
            "10"),
    DB_POOL_TIMEOUT(
            Section.DATABASE, "How long a query waits for a free connection", new WholeNumber(1, 300, "seconds"), "30"),
    SECRET_KEY(
            Section.SECURITY,
            "Signs access tokens: the same for every service, and known to nobody else",
            new Form(
                    "at least 32 bytes, and not the example's value unless DEBUG=true; openssl rand -hex 32 makes one"),
            null,
            true),
    ACCESS_TOKEN_EXPIRE_HOURS(Section.SECURITY, "How long a login holds", new WholeNumber(1, 168, "hours"), "16"),
    LOGIN_MAX_FAILURES(
            Section.SECURITY,
            "Failed logins in a row after which an account is locked",
            new WholeNumber(1, 100, "failures"),
            "5"),
    LOGIN_LOCK_MINUTES(
            Section.SECURITY, "How long such an account stays locked", new WholeNumber(1, 1_440, "minutes"), "5"),
    ORDER_RATE_LIMIT_PER_MINUTE(
            Section.SECURITY,
            "Orders one table may place in a minute; 0 is no limit",
            new WholeNumber(0, 100_000, "orders"),
            "30"),
    MAX_BODY_BYTES(
            Section.SECURITY,
            "The largest request body taken; an order of 50 lines needs about 10,000",
            new WholeNumber(1_024, 10_485_760, "bytes"),
            "65536"),
    CORS_ORIGINS(
            Section.CORS,
            "Web origins whose pages may call the API, separated by commas; none by default",
            new Form("origins such as https://admin.example.com, separated by commas; * only with DEBUG=true"),
            ""),
    STREAM_URL(
            Section.SSE,
            "Where browsers reach sse-notifier, for order-api's screens, whose origin CORS_ORIGINS must then name; by"
                    + " default the screens' own origin, with a proxy before both",
            new Form("an http:// or https:// URL without a path, such as https://stream.example.com"),
            null),
    SSE_HEARTBEAT_INTERVAL(
            Section.SSE, "Silence after which a stream sends a ping", new WholeNumber(1, 300, "seconds"), "30"),
    SSE_MAX_CONNECTIONS_PER_STORE(
            Section.SSE,
            "Admin screens one store may have connected to one sse-notifier",
            new WholeNumber(1, 10_000, "connections"),
            "100"),
    SSE_MAX_CONNECTIONS(
            Section.SSE,
            "Admin screens of all stores that one sse-notifier takes; each holds a file open",
            new WholeNumber(1, 200_000, "connections"),
            "18000"),
    SSE_MAX_CONNECTS_PER_SECOND(
            Section.SSE,
            "Screens that one sse-notifier lets connect in a second; the others are told when to come again",
            new WholeNumber(1, 100_000, "connections"),
            "2000"),
    SSE_DRAIN_SECONDS(
            Section.SSE,
            "Over which streams end at shutdown, so that their screens do not all come back at once",
            new WholeNumber(0, 20, "seconds"),
            "5"),
    PROJECTOR_URL(
            Section.PROJECTION,
            "Where browsers reach order-projector, for order-api's operations screen, whose origin CORS_ORIGINS must then"
                    + " name; by default the screens' own origin, with a proxy before both",
            new Form("an http:// or https:// URL without a path, such as https://projector.example.com"),
            null),
    PROJECTION_MAX_LAG_SECONDS(
            Section.PROJECTION,
            "How late order-projector's read models may be while it still says that it is ready",
            new WholeNumber(1, 86_400, "seconds"),
            "60"),
    METRICS_STORES(
            Section.PROJECTION,
            "Stores whose orders Prometheus shows one by one; none by default, GET /admin/stats has every store's",
            new Form("at most 100 store ids separated by commas"),
            ""),
    KAFKA_BOOTSTRAP_SERVERS(
            Section.KAFKA,
            "Brokers to find the cluster by",
            new Form("host:port pairs separated by commas, such as kafka-1:9092,kafka-2:9092"),
            null),
    KAFKA_PARTITIONS(
            Section.KAFKA,
            "Partitions of order-events: fixed at its creation, a mismatch refuses start-up",
            new WholeNumber(1, 1_000, "partitions"),
            "12"),
    KAFKA_REPLICATION_FACTOR(
            Section.KAFKA,
            "Brokers holding each partition, for topics created here; profile dev's default is 1",
            new WholeNumber(1, 10, "brokers"),
            "3"),
    KAFKA_SECURITY_PROTOCOL(
            Section.KAFKA,
            "How to talk to the brokers",
            new OneOf(List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")),
            "PLAINTEXT"),
    KAFKA_SECURITY_SASL_MECHANISM(
            Section.KAFKA,
            "How to log in to the brokers, with SASL_PLAINTEXT or SASL_SSL",
            new OneOf(List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")),
            "SCRAM-SHA-512"),
    KAFKA_SECURITY_USERNAME(
            Section.KAFKA,
            "Needed with SASL_PLAINTEXT or SASL_SSL",
            new Form("the brokers' name for this service"),
            null),
    KAFKA_SECURITY_PASSWORD(
            Section.KAFKA, "Needed with SASL_PLAINTEXT or SASL_SSL", new Form("that name's password"), null, true),
    KAFKA_SECURITY_CA_FILE(
            Section.KAFKA,
            "Whom to trust with SSL or SASL_SSL; by default the JDK's authorities",
            new Form("the path of a readable PEM file of certificates"),
            null),
    KAFKA_SECURITY_CERT_FILE(
            Section.KAFKA,
            "This service's own certificate chain, when the brokers ask for one",
            new Form("the path of a readable PEM file, together with KAFKA_SECURITY_KEY_FILE"),
            null),
    KAFKA_SECURITY_KEY_FILE(
            Section.KAFKA,
            "The certificate's private key, PKCS #8, not encrypted",
            new Form("the path of a readable PEM file, together with KAFKA_SECURITY_CERT_FILE"),
            null),
    OTEL_EXPORTER_OTLP_ENDPOINT(
            Section.TRACING,
            "Where to send traces; none are sent by default",
            new Form("an http:// or https:// URL, such as http://otel-collector:4318"),
            null),
    OTEL_TRACES_SAMPLER_ARG(
            Section.TRACING,
            "The share of traces begun here that is sent; a trace begun by a caller is sent if the caller says so",
            new Form("a number from 0 to 1, such as 0.1"),
            "1"),
    ERROR_WEBHOOK_URL(
            Section.ERRORS,
            "Told of every ERROR line, as JSON; nobody is by default",
            new Form("an http:// or https:// URL, such as https://hooks.example.com/orders"),
            null,
            true);

    enum Section {
        APPLICATION,
        PORTS,
        DATABASE,
        SECURITY,
        CORS,
        SSE,
        PROJECTION,
        KAFKA,
        TRACING,
        ERRORS
    }

    private final Section section;
    private final String meaning;
    private final Takes takes;
    private final @Nullable String fallback;
    private final boolean secret;

    Variable(Section section, String meaning, Takes takes, @Nullable String fallback) {
        this(section, meaning, takes, fallback, false);
    }

    Variable(Section section, String meaning, Takes takes, @Nullable String fallback, boolean secret) {
        this.section = section;
        this.meaning = meaning;
        this.takes = takes;
        this.fallback = fallback;
        this.secret = secret;
    }

    Section section() {
        return section;
    }

    String meaning() {
        return meaning;
    }

    Takes takes() {
        return takes;
    }

    Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** A secret's value is never shown, and may come from the file that {@code <name>_FILE} names. */
    boolean secret() {
        return secret;
    }
}
