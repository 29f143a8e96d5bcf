package io.tableorder.board;

import org.jspecify.annotations.Nullable;

/**
 * A free text as people read it.
 *
 * @param text null when there is none, or none any more
 * @param erased true when there was one, and its key was destroyed
 */
public record FreeText(@Nullable String text, boolean erased) {

    public static final FreeText ERASED = new FreeText(null, true);

    public static FreeText of(@Nullable String text) {
        return new FreeText(text, false);
    }

    /** Returns true or, as answers leave out what is not so, null. */
    public @Nullable Boolean erasedOrNull() {
        return erased ? Boolean.TRUE : null;
    }
}
