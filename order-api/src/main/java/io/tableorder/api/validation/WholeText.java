package io.tableorder.api.validation;

import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads the text of requests, which is whole characters without NUL. JSON can say {@code "\ud800"}, half a character:
 * UTF-8 has no bytes for it, so as a password it would equal every other half, and log, rows and answers would not agree
 * on it. PostgreSQL has no NUL. Refused while reading, so that no field needs a constraint of its own to be safe.
 */
public final class WholeText {

    private WholeText() {}

    /**
     * Makes the module for the mapper that reads bodies. Broken text fails as a value of the wrong form does, with its
     * field's path.
     */
    public static SimpleModule module() {
        return new SimpleModule("whole-text")
                .addDeserializer(String.class, new Reader<>(String.class, text -> text))
                .addDeserializer(Secret.class, new Reader<>(Secret.class, Secret::of));
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == '\0' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static final class Reader<T> extends StdScalarDeserializer<T> {

        private final Function<String, T> make;

        Reader(Class<T> type, Function<String, T> make) {
            super(type);
            this.make = make;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (!isWhole(text)) {
                return context.reportInputMismatch(this, "half of a surrogate pair, or NUL");
            }
            return make.apply(text);
        }
    }
}
