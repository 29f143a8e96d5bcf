package io.tableorder.decide;

import java.text.Normalizer;

/** Names as people read them: how a name is kept, and which names look the same. */
final class Names {

    private Names() {}

    /** Returns the one form in which a name is kept: composed (NFC), without blanks around it. */
    static String kept(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        int start = 0;
        int end = composed.length();
        while (start < end && isBlank(composed.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(composed.charAt(end - 1))) {
            end--;
        }
        return composed.substring(start, end);
    }

    /** Returns true if nobody can tell the two apart on a screen by how they are written, whatever their bytes. */
    static boolean lookAlike(String one, String other) {
        return seen(one).equals(seen(other));
    }

    /** Returns the name without what cannot be seen, and with every run of blanks as one. */
    private static String seen(String name) {
        StringBuilder seen = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(codePoint -> {
            if (isBlank(codePoint)) {
                if (!seen.isEmpty() && seen.charAt(seen.length() - 1) != ' ') {
                    seen.append(' ');
                }
            } else if (!isInvisible(codePoint)) {
                seen.appendCodePoint(codePoint);
            }
        });
        return kept(seen.toString());
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.CONTROL -> true;
            // Variation selectors change how a character is drawn, and are no character themselves.
            default -> codePoint >= 0xFE00 && codePoint <= 0xFE0F;
        };
    }
}
