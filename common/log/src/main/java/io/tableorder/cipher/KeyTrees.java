package io.tableorder.cipher;

import io.tableorder.board.FreeText;
import io.tableorder.board.FreeTexts;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads free text with the trees that are known.
 *
 * @param known finds a tree by its id; empty for one that is gone, whose texts are erased with it
 */
public record KeyTrees(Function<TreeId, Optional<KeyTree>> known) implements FreeTexts {

    @Override
    public FreeText read(@Nullable String kept) {
        if (kept == null || !CipherText.isOne(kept)) {
            return FreeText.of(kept);
        }
        CipherText text = CipherText.read(kept);
        String plain = text == null
                ? null
                : known.apply(text.tree())
                        .map(tree -> TextCipher.read(tree, text))
                        .orElse(null);
        return plain == null ? FreeText.ERASED : FreeText.of(plain);
    }

    /** Returns whether a kept text was enciphered for this party. */
    public static boolean isOf(String storeId, String sessionId, String kept) {
        CipherText text = CipherText.isOne(kept) ? CipherText.read(kept) : null;
        return text != null && text.path().equals(PartyPath.of(storeId, sessionId));
    }

    /** Returns whether a text is kept enciphered, and not as it was written before texts were. */
    public static boolean isEnciphered(@Nullable String kept) {
        return CipherText.isOne(kept);
    }
}
