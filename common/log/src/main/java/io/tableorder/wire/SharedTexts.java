package io.tableorder.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Reads a short text that was read lately as the same object again. The lines of thousands of open orders name the same
 * dishes, tables and sessions; read each for itself, these names took more memory than everything else about an order.
 *
 * <p>A text's place in the table follows from its content, and whatever stood there before goes. So the table never grows,
 * and what it forgets costs memory and nothing else. Threads may overwrite each other's entries: a text is immutable, so
 * either one is right.
 */
final class SharedTexts extends StringDeserializer {

    /** This is what 700 busy stores name at once; the table takes 128 KiB, and its texts at most 3 MiB. */
    private static final int PLACES = 1 << 15;

    /** Ids and most names are shorter. What is longer, such as a description, is hardly ever said twice. */
    private static final int LONGEST = 40;

    private final @Nullable String[] places = new @Nullable String[PLACES];

    @Override
    public @Nullable String deserialize(JsonParser in, DeserializationContext context) {
        if (in.hasToken(JsonToken.VALUE_STRING)) {
            int length = in.getStringLength();
            if (length <= LONGEST) {
                return shared(in.getStringCharacters(), in.getStringOffset(), length);
            }
        }
        return super.deserialize(in, context);
    }

    String shared(char[] characters, int offset, int length) {
        int hash = hash(characters, offset, length);
        int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
        String known = places[place];
        if (known != null && known.hashCode() == hash && isThat(known, characters, offset, length)) {
            return known;
        }
        String text = new String(characters, offset, length);
        places[place] = text;
        return text;
    }

    /** Returns what {@link String#hashCode} of these characters is. */
    private static int hash(char[] characters, int offset, int length) {
        int hash = 0;
        for (int at = offset; at < offset + length; at++) {
            hash = 31 * hash + characters[at];
        }
        return hash;
    }

    private static boolean isThat(String known, char[] characters, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (known.charAt(at) != characters[offset + at]) {
                return false;
            }
        }
        return true;
    }
}
