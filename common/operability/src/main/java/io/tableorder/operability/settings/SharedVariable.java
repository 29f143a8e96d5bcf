package io.tableorder.operability.settings;

import io.tableorder.operability.settings.Takes.Flag;
import io.tableorder.operability.settings.Takes.Form;
import io.tableorder.operability.settings.Takes.OneOf;
import io.tableorder.operability.settings.Takes.Text;
import io.tableorder.operability.settings.Takes.WholeNumber;
import java.util.List;

/** The environment variables that every service reads, in the order {@code .env.example} shows them. */
enum SharedVariable implements Variable {
    APP_NAME(new Description(
            "Application", "The name shown in API documentation and logs", new Text(100), "Table Order Service")),
    APP_VERSION(new Description("Application", "The version shown in API documentation", new Text(50), "1.0.0")),
    DEBUG(new Description(
                    "Application",
                    "Readable logs instead of JSON, and the example's SECRET_KEY is allowed",
                    new Flag(),
                    "false")
            .inProfiles("true", "false", "false")),
    LOG_LEVEL(new Description(
                    "Application",
                    "The least serious log lines to write",
                    new OneOf(List.of("DEBUG", "INFO", "WARNING", "ERROR")),
                    "INFO")
            .inProfiles("DEBUG", "INFO", "INFO")),
    PORT(new Description(
            "Ports",
            "Where the API listens; order-projector's own default is 8081, sse-notifier's 8082; 0 takes a free one",
            new WholeNumber(0, 65_535, ""),
            "8080")),
    MANAGEMENT_PORT(new Description(
            "Ports",
            "Where Prometheus scrapes, without a token: keep it inside the network; by default PORT + 1000",
            new Form("a whole number from 0 to 65535, other than PORT"),
            null)),
    ADVERTISED_URL(new Description(
            "Ports",
            "Where other instances reach this one; by default http://127.0.0.1:PORT, so set it when there are several",
            new Form("an http:// or https:// URL without a path, such as http://order-api-1:8080"),
            null)),
    DATABASE_URL(new Description(
                    "Database",
                    "The PostgreSQL database",
                    new Form(
                            "postgresql://user:password@host:port/database, also postgresql+asyncpg:// or jdbc:postgresql://"),
                    null)
            .secret()),
    DB_POOL_SIZE(
            new Description("Database", "Connections kept open when idle", new WholeNumber(1, 200, "connections"), "5")
                    .inProfiles("5", "10", "20")),
    DB_MAX_OVERFLOW(new Description(
                    "Database",
                    "Connections opened beyond those under load; the pool's maximum is the sum",
                    new WholeNumber(0, 200, "connections"),
                    "10")
            .inProfiles("5", "10", "20")),
    DB_POOL_TIMEOUT(new Description(
            "Database", "How long a query waits for a free connection", new WholeNumber(1, 300, "seconds"), "30")),
    SECRET_KEY(new Description(
                    "Security",
                    "Signs access tokens: the same for every service, and known to nobody else",
                    new Form(
                            "at least 32 bytes, and not the example's value unless DEBUG=true; openssl rand -hex 32 makes one"),
                    null)
            .secret()),
    ACCESS_TOKEN_EXPIRE_HOURS(
            new Description("Security", "Lifetime of an access token", new WholeNumber(1, 168, "hours"), "16")),
    MAX_BODY_BYTES(new Description(
            "Security",
            "The largest request body taken; an order of 50 lines needs about 10,000",
            new WholeNumber(1_024, 10_485_760, "bytes"),
            "65536")),
    CORS_ORIGINS(new Description(
            "Cors",
            "Web origins whose pages may call the API, separated by commas; none by default",
            new Form("origins such as https://admin.example.com, separated by commas; * only with DEBUG=true"),
            "")),
    KAFKA_BOOTSTRAP_SERVERS(new Description(
            "Kafka",
            "Brokers from which the services learn the whole cluster",
            new Form("host:port pairs separated by commas, such as kafka-1:9092,kafka-2:9092"),
            null)),
    KAFKA_PARTITIONS(new Description(
            "Kafka",
            "Partitions of order-events: fixed at its creation, a mismatch refuses start-up",
            new WholeNumber(1, 1_000, "partitions"),
            "12")),
    KAFKA_REPLICATION_FACTOR(new Description(
                    "Kafka",
                    "Brokers holding each partition, for topics created here; profile dev's default is 1",
                    new WholeNumber(1, 10, "brokers"),
                    "3")
            .inProfiles("1", "3", "3")),
    KAFKA_SECURITY_PROTOCOL(new Description(
            "Kafka",
            "Protocol for the connections to the brokers",
            new OneOf(List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")),
            "PLAINTEXT")),
    KAFKA_SECURITY_SASL_MECHANISM(new Description(
            "Kafka",
            "How to log in to the brokers, with SASL_PLAINTEXT or SASL_SSL",
            new OneOf(List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")),
            "SCRAM-SHA-512")),
    KAFKA_SECURITY_USERNAME(new Description(
            "Kafka", "Needed with SASL_PLAINTEXT or SASL_SSL", new Form("the brokers' name for this service"), null)),
    KAFKA_SECURITY_PASSWORD(
            new Description("Kafka", "Needed with SASL_PLAINTEXT or SASL_SSL", new Form("that name's password"), null)
                    .secret()),
    KAFKA_SECURITY_CA_FILE(new Description(
            "Kafka",
            "Certificate authorities that may sign the brokers' certificates. Default: those of the JDK.",
            new Form("the path of a readable PEM file of certificates"),
            null)),
    KAFKA_SECURITY_CERT_FILE(new Description(
            "Kafka",
            "This service's own certificate chain, when the brokers ask for one",
            new Form("the path of a readable PEM file, together with KAFKA_SECURITY_KEY_FILE"),
            null)),
    KAFKA_SECURITY_KEY_FILE(new Description(
            "Kafka",
            "The certificate's private key, PKCS #8, not encrypted",
            new Form("the path of a readable PEM file, together with KAFKA_SECURITY_CERT_FILE"),
            null)),
    OTEL_EXPORTER_OTLP_ENDPOINT(new Description(
            "Tracing",
            "Collector that receives the traces. Default: no traces are sent.",
            new Form("an http:// or https:// URL, such as http://otel-collector:4318"),
            null)),
    OTEL_TRACES_SAMPLER_ARG(new Description(
            "Tracing",
            "The share of traces begun here that is sent; a trace begun by a caller is sent if the caller says so",
            new Form("a number from 0 to 1, such as 0.1"),
            "1")),
    ERROR_WEBHOOK_URL(new Description(
                    "Errors",
                    "Webhook that receives each ERROR log line as JSON. Default: none.",
                    new Form("an http:// or https:// URL, such as https://hooks.example.com/orders"),
                    null)
            .secret());

    private final Description description;

    SharedVariable(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
