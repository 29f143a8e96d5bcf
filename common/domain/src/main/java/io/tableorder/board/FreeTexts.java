package io.tableorder.board;

import org.jspecify.annotations.Nullable;

/**
 * Reads free text, which the log and everything made from it keep enciphered. Only what leaves the platform for people asks
 * for it.
 */
@FunctionalInterface
public interface FreeTexts {

    /** Leaves texts as they are kept: for comparing what two programs have made of one log. */
    FreeTexts AS_KEPT = FreeText::of;

    /** Returns what a kept text says. What was written before texts were enciphered says itself. */
    FreeText read(@Nullable String kept);
}
