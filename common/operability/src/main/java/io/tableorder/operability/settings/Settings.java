package io.tableorder.operability.settings;

import static io.tableorder.operability.settings.SharedVariable.*;

import io.tableorder.operability.settings.AppSettings.LogLevel;
import io.tableorder.operability.settings.SecuritySettings.PublicKeys;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.core.env.Environment;

/**
 * These are all sound settings that an operator made for one service.
 *
 * @param printers where stores may have some
 * @param database present for a service that needs one
 * @param kafka present for a service that needs it
 * @param groups the service's own groups by their type
 */
public record Settings(
        AppSettings app,
        ServerSettings server,
        SecuritySettings security,
        TracingSettings tracing,
        ErrorReportSettings errorReports,
        PrinterNetworks printers,
        Optional<DatabaseSettings> database,
        Optional<KafkaSettings> kafka,
        Map<Class<?>, Object> groups) {

    private static final String PRODUCTION = "prod";

    private static final int ANY_PORT = 0;
    private static final int HIGHEST_PORT = 65_535;

    /** How far above PORT the other ports are, unless they are set. Three services side by side do not meet so. */
    private static final int MANAGEMENT_DISTANCE = 1_000;

    private static final int INTERNAL_DISTANCE = 2_000;

    public Settings {
        groups = Map.copyOf(groups);
    }

    /**
     * Reads the shared settings and those groups that the services on the class path have.
     *
     * @throws SettingsException naming every fault
     */
    public static Settings read(Environment environment) {
        List<SettingsGroup<?>> own = new ArrayList<>();
        ServiceLoader.load(SettingsGroup.class, SettingsGroup.class.getClassLoader())
                .forEach(own::add);
        return read(environment, own);
    }

    static Settings read(Environment environment, List<SettingsGroup<?>> own) {
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
                security(values, app.debug(), app.debug() && !environment.matchesProfiles(PRODUCTION)),
                new TracingSettings(
                        values.httpUrl(OTEL_EXPORTER_OTLP_ENDPOINT).orElse(null),
                        values.form(OTEL_TRACES_SAMPLER_ARG, Settings::share).orElse(1.0)),
                new ErrorReportSettings(values.httpUrl(ERROR_WEBHOOK_URL).orElse(null)),
                values.form(PRINTER_NETWORKS, PrinterNetworks::parse).orElseGet(() -> new PrinterNetworks(List.of())),
                needs.contains(Need.DATABASE) ? database(values) : Optional.empty(),
                needs.contains(Need.KAFKA) ? kafka(values) : Optional.empty(),
                groups(values, own));
        values.requireSound();
        return settings;
    }

    /** Returns a service's own group, for a bean of it. */
    public <T> T of(Class<T> group) {
        Object settings = groups.get(group);
        if (settings == null) {
            throw new IllegalStateException(
                    group.getName() + " is not read: name its SettingsGroup in META-INF/services");
        }
        return group.cast(settings);
    }

    private static Map<Class<?>, Object> groups(Values values, List<SettingsGroup<?>> own) {
        Map<Class<?>, Object> groups = new HashMap<>();
        own.forEach(group -> groups.put(group.type(), group.read(values)));
        return groups;
    }

    private static ServerSettings server(Values values) {
        int port = ofBoot(values, "server.port", values.number(PORT));
        int managementPort = ofBoot(
                values,
                "management.server.port",
                values.form(MANAGEMENT_PORT, text -> portBeside(text, port))
                        .orElseGet(() -> above(port, MANAGEMENT_DISTANCE)));
        int internalPort = values.form(INTERNAL_PORT, text -> portBeside(text, managementPort))
                .orElseGet(() -> above(port, INTERNAL_DISTANCE));
        return new ServerSettings(
                port,
                managementPort,
                InternalSettings.of(
                        internalPort,
                        values.form(INTERNAL_ADDRESS, InetAddress::ofLiteral).orElse(null),
                        values.baseUrl(ADVERTISED_URL).orElse(null),
                        port),
                values.number(MAX_BODY_BYTES),
                values.form(TRUSTED_PROXIES, TrustedProxies::pattern).orElse(""));
    }

    /** Boot's own property wins over what is set here, as it does when the server starts. */
    private static int ofBoot(Values values, String property, int otherwise) {
        String port = values.environment().getProperty(property, "");
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : otherwise;
    }

    private static int above(int port, int distance) {
        return port == ANY_PORT ? ANY_PORT : Math.min(port + distance, HIGHEST_PORT);
    }

    private static int portBeside(String text, int... others) {
        int number = Integer.parseInt(text);
        boolean taken = number != ANY_PORT && Arrays.stream(others).anyMatch(other -> other == number);
        if (number < ANY_PORT || number > HIGHEST_PORT || taken) {
            throw new IllegalArgumentException("not a port beside " + Arrays.toString(others));
        }
        return number;
    }

    static SecuritySettings security(Values values, boolean debug, boolean exampleKeyWillDo) {
        UnaryOperator<String> checked = text -> SecretKey.checked(text, exampleKeyWillDo);
        Optional<PublicKeys> publicKeys = publicKeys(values);
        List<String> forwardKeys = keys(values, FORWARD_KEY, checked);
        List<String> ticketKeys = keys(values, TICKET_KEY, checked);
        boolean hasKeysOfItsOwn = publicKeys.isPresent() && !(forwardKeys.isEmpty() && ticketKeys.isEmpty());
        Optional<String> key =
                hasKeysOfItsOwn ? values.form(SECRET_KEY, checked) : values.required(SECRET_KEY, checked);
        return new SecuritySettings(
                key.orElse(""),
                values.form(SECRET_KEY_PREVIOUS, checked),
                publicKeys,
                values.flag(OPERATOR_TOKENS),
                forwardKeys,
                ticketKeys,
                new TokenLifetimes(
                        Duration.ofHours(values.number(ACCESS_TOKEN_EXPIRE_HOURS)),
                        values.form(ACCESS_TOKEN_EXPIRE_HOURS_OF_ROLES, TokenLifetimes::parse)
                                .orElse(Map.of())),
                values.form(CORS_ORIGINS, text -> origins(text, debug)).orElse(List.of()));
    }

    private static Optional<PublicKeys> publicKeys(Values values) {
        Optional<PublicKeys> file = values.form(TOKEN_KEYS_FILE, text -> new PublicKeys.InFile(Path.of(text)));
        if (file.isPresent() && values.isSet(TOKEN_KEYS_URL)) {
            values.fault(TOKEN_KEYS_FILE, "it and TOKEN_KEYS_URL");
        }
        return file.or(() -> values.httpUrl(TOKEN_KEYS_URL).map(PublicKeys.AtAddress::new));
    }

    private static List<String> keys(Values values, SharedVariable variable, UnaryOperator<String> checked) {
        return values.form(
                        variable,
                        text -> Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .map(checked)
                                .toList())
                .orElse(List.of());
    }

    private static List<String> origins(String text, boolean debug) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(origin -> origin.equals("*") && debug
                        ? origin
                        : Values.baseUrl(origin).toString())
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
        Optional<List<String>> known = values.required(KAFKA_BOOTSTRAP_SERVERS, Settings::brokers);
        KafkaPassThrough.check(values, known.orElse(List.of()));
        return known.map(brokers -> new KafkaSettings(brokers, partitions, replicationFactor, security));
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
}
