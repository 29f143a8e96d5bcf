package io.tableorder.operability.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Looks through what an operator set under {@code spring.kafka}, in whatever form Spring takes it. All of it goes to the
 * clients, but a value that would break a law is a fault.
 */
final class KafkaPassThrough {

    private static final String PREFIX = "spring.kafka.";

    private static final String ADMIN = "admin.";

    /** Properties of all clients, and of one kind of them. */
    private static final List<String> SCOPES = List.of("", "consumer.", "producer.", ADMIN);

    private static final String BROKERS = "bootstrap.servers";

    /** An admin client neither reads nor writes records. */
    private static final Set<String> OF_ADMIN_CLIENTS = Set.of(BROKERS, "client.id");

    private final Binder binder;
    private final Values values;
    private final String brokers;

    private KafkaPassThrough(Values values, String brokers) {
        this.binder = Binder.get(values.environment());
        this.values = values;
        this.brokers = brokers;
    }

    static void check(Values values, List<String> brokers) {
        KafkaPassThrough passThrough = new KafkaPassThrough(values, String.join(",", brokers));
        SCOPES.forEach(passThrough::checkScope);
    }

    /** Returns what is set for clients of every kind, for a program without Spring's factories. */
    static Map<String, String> ofAllClients(Environment environment) {
        Binder binder = Binder.get(environment);
        Map<String, String> properties = new TreeMap<>();
        binder.bind(PREFIX + "security.protocol", String.class)
                .ifBound(protocol -> properties.put("security.protocol", protocol));
        properties.putAll(properties(binder, ""));
        return properties;
    }

    private static Map<String, String> properties(Binder binder, String scope) {
        return binder.bind(PREFIX + scope + "properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
    }

    private void checkScope(String scope) {
        Map<String, String> free = properties(binder, scope);
        KafkaLaws.takes().forEach((name, taken) -> {
            if (scope.equals(ADMIN) && !OF_ADMIN_CLIENTS.contains(name)) {
                return;
            }
            String own = PREFIX + scope + name.replace('.', '-');
            checkValue(own, binder.bind(own, String.class).orElse(null), name, taken);
            checkValue(PREFIX + scope + "properties." + name, free.get(name), name, taken);
        });
    }

    private void checkValue(String property, @Nullable String got, String name, Optional<String> taken) {
        if (got == null
                || taken.filter(plain(got)::equals).isPresent()
                || (name.equals(BROKERS) && brokers.equals(got.replace(" ", "")))) {
            return;
        }
        values.fault(property + ": got \"" + got + "\", takes "
                + taken.map(value -> value + ", on which the platform's promises rest")
                        .orElseGet(() -> nothingFor(name)));
    }

    private static String nothingFor(String name) {
        return name.equals(BROKERS)
                ? "the brokers of KAFKA_BOOTSTRAP_SERVERS or nothing"
                : "nothing: the service sets it itself";
    }

    /** Spring takes an enum's name in several forms, such as READ-COMMITTED. */
    private static String plain(String value) {
        return value.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
