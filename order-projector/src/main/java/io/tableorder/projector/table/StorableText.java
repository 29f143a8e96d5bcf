package io.tableorder.projector.table;

import java.nio.charset.StandardCharsets;

/** Text that PostgreSQL can hold: it takes no zero character and no half of a surrogate pair. */
public final class StorableText {
    private StorableText() {}

    public static boolean isStorable(String text) {
        // Asked twice an event; an encoder is needed for the rare text with surrogates only.
        boolean surrogates = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\0') {
                return false;
            }
            surrogates |= Character.isSurrogate(text.charAt(i));
        }
        return !surrogates || StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Returns the text itself, or one with each such character replaced. */
    public static String of(String text) {
        if (isStorable(text)) {
            return text;
        }
        byte[] utf8 = text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
