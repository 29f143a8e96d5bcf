package io.tableorder.api.idempotency;

import io.tableorder.api.validation.PartyText;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Sha256;
import io.tableorder.operability.security.Hmac;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Stamps commands. With an Idempotency-Key every try of one command has the same id, in every instance; what was asked is
 * hashed beside it, so that a key used for something else is noticed.
 */
@Component
public final class CommandStamps {

    /** So many bytes of a SHA-256 are kept: two different commands meet in 128 bits never. */
    private static final int KEPT_BYTES = 16;

    private static final HexFormat HEX = HexFormat.of();

    private static final byte[] PURPOSE = "command fingerprint\n".getBytes(StandardCharsets.UTF_8);

    private final JsonMapper canonical;

    CommandStamps(SecuritySettings security) {
        SecretKey key = Hmac.key(security.keyBytes());
        SimpleModule masked = new SimpleModule();
        masked.addSerializer(Secret.class, new KeyedSecret(key));
        this.canonical = Json.mapper()
                .rebuild()
                .annotationIntrospector(new PartyTextsKeyed(key))
                .addModule(masked)
                .build();
    }

    /**
     * Returns the stamp of a request's command.
     *
     * @param body as parsed: how a client spaces or orders its JSON does not make another command
     */
    public CommandStamp stamp(Write write, @Nullable Object body) {
        Actor actor = write.caller().actor();
        String key = write.idempotencyKey();
        if (key == null) {
            return new CommandStamp(Ids.next(), null, actor, write.requestId());
        }
        String scope = String.join("\n", write.storeId(), actor.role().wireName(), actor.id(), key);
        MessageDigest asked = Sha256.begin();
        asked.update((write.method() + "\n" + write.path() + "\n").getBytes(StandardCharsets.UTF_8));
        asked.update(body == null ? new byte[0] : canonical.writeValueAsBytes(body));
        asked.update(("\n" + expected(write.expectedVersions())).getBytes(StandardCharsets.UTF_8));
        return new CommandStamp(hex(Sha256.of(scope)), hex(asked.digest()), actor, write.requestId());
    }

    /** Fingerprints of before there were lists stay what they were. */
    private static String expected(List<Integer> versions) {
        return switch (versions.size()) {
            case 0 -> "null";
            case 1 -> versions.getFirst().toString();
            default -> versions.toString();
        };
    }

    private static String hex(byte[] hash) {
        return HEX.formatHex(hash, 0, KEPT_BYTES);
    }

    /**
     * Fingerprints are in the log for ever, where a short text could be guessed from its hash. Keyed, it cannot. The cost: for a
     * day after SECRET_KEY changed, a repeated command that holds one is taken for another.
     */
    private static String keyed(SecretKey key, String text) {
        return HEX.formatHex(Hmac.sign(key, PURPOSE, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static final class KeyedSecret extends StdSerializer<Secret> {

        private final SecretKey key;

        KeyedSecret(SecretKey key) {
            super(Secret.class);
            this.key = key;
        }

        @Override
        public void serialize(Secret secret, JsonGenerator generator, SerializationContext context) {
            generator.writeString(keyed(key, secret.reveal()));
        }
    }

    /** Writes texts that can be erased as it writes secrets: what is left of them would tell whoever guesses right. */
    private static final class PartyTextsKeyed extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        private final transient ValueSerializer<Object> serializer;

        PartyTextsKeyed(SecretKey key) {
            this.serializer = new ValueSerializer<>() {
                @Override
                public void serialize(Object text, JsonGenerator generator, SerializationContext context) {
                    generator.writeString(keyed(key, text.toString()));
                }
            };
        }

        @Override
        public @Nullable Object findSerializer(MapperConfig<?> config, Annotated member) {
            return _hasAnnotation(member, PartyText.class) ? serializer : super.findSerializer(config, member);
        }
    }
}
