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
            "Application", "Name that the API documentation and the logs show.", new Text(100), "Table Order Service")),
    APP_VERSION(new Description("Application", "Version that the API documentation shows.", new Text(50), "1.0.0")),
    DEBUG(new Description(
                    "Application",
                    "Writes readable log lines instead of JSON, and allows the SECRET_KEY of this example.",
                    new Flag(),
                    "false")
            .inProfiles("true", "false", "false")),
    LOG_LEVEL(new Description(
                    "Application",
                    "Lowest level of log lines that are written.",
                    new OneOf(List.of("DEBUG", "INFO", "WARNING", "ERROR")),
                    "INFO")
            .inProfiles("DEBUG", "INFO", "INFO")),
    PORT(new Description(
            "Ports",
            "Port of the API. The default of order-projector is 8081, that of sse-notifier 8082. 0 takes a "
                    + "free port.",
            new WholeNumber(0, 65_535, ""),
            "8080")),
    MANAGEMENT_PORT(new Description(
            "Ports",
            "Port that Prometheus reads without a token. Keep it inside the network. Default: PORT + 1000.",
            new Form("a whole number from 0 to 65535, other than PORT"),
            null)),
    INTERNAL_PORT(new Description(
            "Ports",
            "Port on which order-api takes commands of its other instances, of order-projector and of ./orders, and nothing"
                    + " else. Keep it inside the network. With PORT itself they come by that, where only signed requests are"
                    + " answered. Default: PORT + 2000.",
            new Form("a whole number from 0 to 65535, other than MANAGEMENT_PORT"),
            null)),
    INTERNAL_ADDRESS(new Description(
            "Ports",
            "Address of this machine on which INTERNAL_PORT is open. Default: that of PORT, which is every one.",
            new Form("an address such as 10.0.0.7 or ::1"),
            null)),
    ADVERTISED_URL(new Description(
            "Ports",
            "URL under which those reach INTERNAL_PORT of this instance; needed when there are several machines. In one that"
                    + " names PORT, INTERNAL_PORT takes its place. Default: INTERNAL_ADDRESS, or 127.0.0.1, and"
                    + " INTERNAL_PORT.",
            new Form("an http:// or https:// URL without a path, such as http://order-api-1:10080"),
            null)),
    DATABASE_URL(new Description(
                    "Database",
                    "PostgreSQL database, with user and password.",
                    new Form(
                            "postgresql://user:password@host:port/database, also postgresql+asyncpg:// or jdbc:postgresql://"),
                    null)
            .secret()),
    DB_POOL_SIZE(new Description(
                    "Database",
                    "Database connections that stay open when idle.",
                    new WholeNumber(1, 200, "connections"),
                    "5")
            .inProfiles("5", "10", "20")),
    DB_MAX_OVERFLOW(new Description(
                    "Database",
                    "Database connections opened beyond those under load. The pool's maximum is the sum of both.",
                    new WholeNumber(0, 200, "connections"),
                    "10")
            .inProfiles("5", "10", "20")),
    DB_POOL_TIMEOUT(new Description(
            "Database", "Time that a query waits for a free connection.", new WholeNumber(1, 300, "seconds"), "30")),
    SECRET_KEY(new Description(
                    "Security",
                    "Key that signs operators' tokens, and everybody's where there are no key pairs (TOKEN_KEYS_FILE). It is"
                            + " the same for every service that needs it, and known to nobody else. order-projector"
                            + " does not need it with TOKEN_KEYS_… and FORWARD_KEY, nor sse-notifier with TOKEN_KEYS_… and"
                            + " TICKET_KEY.",
                    new Form(
                            "at least 32 random bytes, and not the example's value unless DEBUG=true; openssl rand -hex 32 makes one"),
                    null)
            .secret()),
    SECRET_KEY_PREVIOUS(new Description(
                    "Security",
                    "Second key whose signatures are accepted, so that SECRET_KEY can be changed without ending logins."
                            + " Default: none.",
                    new Form("a key as SECRET_KEY takes it, while keys are being changed"),
                    null)
            .secret()),
    TOKEN_KEYS_FILE(new Description(
            "Security",
            "File of the public keys by which tokens are known, as a JSON Web Key Set. order-api, which is given the private"
                    + " ones by TOKEN_SIGNING_KEYS_FILE, writes it; the others read it, and read it again when it changes."
                    + " Default: SECRET_KEY signs everybody's tokens.",
            new Form("the path of a file, not together with TOKEN_KEYS_URL"),
            null)),
    TOKEN_KEYS_URL(new Description(
            "Security",
            "Address of those keys instead, for order-projector and sse-notifier. They are asked for every 15 seconds and"
                    + " known while order-api is away, but not by a service that starts meanwhile.",
            new Form("an http:// or https:// URL such as http://order-api:8080/.well-known/jwks.json"),
            null)),
    OPERATOR_TOKENS(new Description(
            "Security",
            "Whether operators' tokens that SECRET_KEY signs are accepted where there are key pairs. With false, ./orders"
                    + " keys token signs those of operators too.",
            new Flag(),
            "true")),
    FORWARD_KEY(new Description(
                    "Security",
                    "Key by which order-api knows commands of its other instances and of order-projector. Default: derived"
                            + " from SECRET_KEY.",
                    new Form(
                            "a key as SECRET_KEY takes it; while it is being changed two, separated by a comma, of which"
                                    + " the first signs"),
                    null)
            .secret()),
    TICKET_KEY(new Description(
                    "Security",
                    "Key by which instances of sse-notifier know each other's stream tickets. Default: derived from"
                            + " SECRET_KEY.",
                    new Form(
                            "a key as SECRET_KEY takes it; while it is being changed two, separated by a comma, of which"
                                    + " the first signs"),
                    null)
            .secret()),
    ACCESS_TOKEN_EXPIRE_HOURS(new Description(
            "Security", "Lifetime of an access token.", new WholeNumber(1, TokenLifetimes.MOST_HOURS, "hours"), "16")),
    ACCESS_TOKEN_EXPIRE_HOURS_OF_ROLES(new Description(
            "Security",
            "Lifetime of the access tokens of some roles, such as operator=2,chain_admin=8. Default: ACCESS_TOKEN_EXPIRE_HOURS"
                    + " for every role.",
            new Form("a role (table, staff, store_admin, chain_admin, operator), = and hours from 1 to "
                    + TokenLifetimes.MOST_HOURS + ", separated by commas"),
            "")),
    MAX_BODY_BYTES(new Description(
            "Security",
            "Largest request body that is accepted. An order of 50 lines needs about 10,000 bytes.",
            new WholeNumber(1_024, 10_485_760, "bytes"),
            "65536")),
    TRUSTED_PROXIES(new Description(
            "Security",
            "Proxies in front of the services, whose X-Forwarded-For and X-Forwarded-Proto are believed, and whose connections are not counted as"
                    + " those of one caller. Default: none,"
                    + " so that a caller's address is the one that it connects from.",
            new Form("addresses such as 10.0.0.7 or ::1, and networks of whole bytes such as 10.1.0.0/16,"
                    + " separated by commas"),
            "")),
    PRINTER_NETWORKS(new Description(
            "Security",
            "Networks in which stores may have printers, with their ports; a network without ports has 9100-9109. The services"
                    + " connect to no other place for a store. none turns printing off.",
            new Form("none, or networks such as 192.168.0.0/16 or 10.1.2.0/24:9100-9102, separated by commas"),
            "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16")),
    CORS_ORIGINS(new Description(
            "Cors",
            "Web origins whose pages may call the API, separated by commas. Default: none.",
            new Form("origins such as https://admin.example.com, separated by commas; * only with DEBUG=true"),
            "")),
    KAFKA_BOOTSTRAP_SERVERS(new Description(
            "Kafka",
            "Brokers from which the services learn the whole cluster.",
            new Form("host:port pairs separated by commas, such as kafka-1:9092,kafka-2:9092"),
            null)),
    KAFKA_PARTITIONS(new Description(
            "Kafka",
            "Partitions of order-events, fixed when the topic is created. A service with another number "
                    + "refuses to start.",
            new WholeNumber(1, 1_000, "partitions"),
            "12")),
    KAFKA_REPLICATION_FACTOR(new Description(
                    "Kafka",
                    "Brokers that hold each partition of the topics created here. The default of profile dev is 1.",
                    new WholeNumber(1, 10, "brokers"),
                    "3")
            .inProfiles("1", "3", "3")),
    KAFKA_SECURITY_PROTOCOL(new Description(
            "Kafka",
            "Protocol for the connections to the brokers. docs/production.md tells of logins of other kinds than these.",
            new OneOf(List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")),
            "PLAINTEXT")),
    KAFKA_SECURITY_SASL_MECHANISM(new Description(
            "Kafka",
            "Mechanism of the login to the brokers, with SASL_PLAINTEXT or SASL_SSL.",
            new OneOf(List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")),
            "SCRAM-SHA-512")),
    KAFKA_SECURITY_USERNAME(new Description(
            "Kafka",
            "Name of this service at the brokers, with SASL_PLAINTEXT or SASL_SSL.",
            new Form("the brokers' name for this service"),
            null)),
    KAFKA_SECURITY_PASSWORD(new Description(
                    "Kafka",
                    "Password of that name, with SASL_PLAINTEXT or SASL_SSL.",
                    new Form("that name's password"),
                    null)
            .secret()),
    KAFKA_SECURITY_CA_FILE(new Description(
            "Kafka",
            "Certificate authorities that may sign the brokers' certificates. Default: those of the JDK.",
            new Form("the path of a readable PEM file of certificates"),
            null)),
    KAFKA_SECURITY_CERT_FILE(new Description(
            "Kafka",
            "Certificate chain of this service, for brokers that ask for one.",
            new Form("the path of a readable PEM file, together with KAFKA_SECURITY_KEY_FILE"),
            null)),
    KAFKA_SECURITY_KEY_FILE(new Description(
            "Kafka",
            "Private key of that certificate, in PKCS #8 form and not encrypted.",
            new Form("the path of a readable PEM file, together with KAFKA_SECURITY_CERT_FILE"),
            null)),
    OTEL_EXPORTER_OTLP_ENDPOINT(new Description(
            "Tracing",
            "Collector that receives the traces. Default: no traces are sent.",
            new Form("an http:// or https:// URL, such as http://otel-collector:4318"),
            null)),
    OTEL_TRACES_SAMPLER_ARG(new Description(
            "Tracing",
            "Share of the traces begun here that are sent. A trace begun by a caller is sent if the caller "
                    + "says so.",
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
