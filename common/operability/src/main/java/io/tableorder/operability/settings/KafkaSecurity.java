package io.tableorder.operability.settings;

import static io.tableorder.operability.settings.SharedVariable.KAFKA_SECURITY_CA_FILE;
import static io.tableorder.operability.settings.SharedVariable.KAFKA_SECURITY_CERT_FILE;
import static io.tableorder.operability.settings.SharedVariable.KAFKA_SECURITY_KEY_FILE;
import static io.tableorder.operability.settings.SharedVariable.KAFKA_SECURITY_PASSWORD;
import static io.tableorder.operability.settings.SharedVariable.KAFKA_SECURITY_PROTOCOL;
import static io.tableorder.operability.settings.SharedVariable.KAFKA_SECURITY_SASL_MECHANISM;
import static io.tableorder.operability.settings.SharedVariable.KAFKA_SECURITY_USERNAME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Translates the KAFKA_SECURITY variables into Kafka's own client properties. */
final class KafkaSecurity {

    private final Values values;
    private final Map<String, String> properties = new LinkedHashMap<>();

    private KafkaSecurity(Values values) {
        this.values = values;
    }

    static Map<String, String> read(Values values) {
        KafkaSecurity security = new KafkaSecurity(values);
        String protocol = values.oneOf(KAFKA_SECURITY_PROTOCOL);
        if (!protocol.equals("PLAINTEXT")) {
            security.properties.put("security.protocol", protocol);
        }
        String mechanism = values.oneOf(KAFKA_SECURITY_SASL_MECHANISM);
        if (protocol.startsWith("SASL")) {
            security.login(mechanism);
        }
        if (protocol.endsWith("SSL")) {
            security.trust();
            security.identify();
        }
        return security.properties;
    }

    private void login(String mechanism) {
        Optional<String> username = values.required(KAFKA_SECURITY_USERNAME, text -> text);
        Optional<String> password = values.required(KAFKA_SECURITY_PASSWORD, text -> text);
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        properties.put("sasl.mechanism", mechanism);
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                        .formatted(module, quoted(username.orElse("")), quoted(password.orElse(""))));
    }

    private void trust() {
        values.form(KAFKA_SECURITY_CA_FILE, KafkaSecurity::content).ifPresent(certificates -> {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.certificates", certificates);
        });
    }

    private void identify() {
        if (!values.isSet(KAFKA_SECURITY_CERT_FILE) && !values.isSet(KAFKA_SECURITY_KEY_FILE)) {
            return;
        }
        Optional<String> certificate = values.required(KAFKA_SECURITY_CERT_FILE, KafkaSecurity::content);
        Optional<String> key = values.required(KAFKA_SECURITY_KEY_FILE, KafkaSecurity::content);
        properties.put("ssl.keystore.type", "PEM");
        properties.put("ssl.keystore.certificate.chain", certificate.orElse(""));
        properties.put("ssl.keystore.key", key.orElse(""));
    }

    private static String content(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
