package io.tableorder.api.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows the passwords that are guessed first: listed words, whatever digits and signs stand around them or in place of
 * letters, and short ones that only repeat or count.
 */
final class CommonPasswords {

    /**
     * What only repeats or counts is refused below so many characters. A longer one costs those who guess more than their
     * lists hold, and people may choose it.
     */
    static final int SIMPLE_BELOW = 20;

    /** So many characters must not just follow from the one before, as in 1111, 1234 or dcba. */
    private static final int FRESH_CHARACTERS = 4;

    /** A piece of so many characters at most, repeated, is no better than the piece. */
    private static final int LONGEST_REPEATED = 4;

    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final String LOOK_ALIKES = "@4031!5$7";
    private static final String LETTERS = "aaoeiisst";

    private static final Set<String> LISTED = read();

    private CommonPasswords() {}

    private static Set<String> read() {
        try (InputStream list = CommonPasswords.class.getResourceAsStream("/passwords/common.txt")) {
            if (list == null) {
                throw new IllegalStateException("The list of common passwords is not among the resources");
            }
            return new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean contain(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return isListed(lower) || (lower.length() < SIMPLE_BELOW && (repeats(lower) || counts(lower)));
    }

    private static boolean isListed(String password) {
        return Stream.of(password, withoutLookAlikes(password))
                .flatMap(form -> Stream.of(form, withoutLookAlikes(inside(form)), inside(form)))
                .anyMatch(LISTED::contains);
    }

    /** Returns the password without the digits and signs before and after its letters. */
    private static String inside(String password) {
        return AROUND.matcher(password).replaceAll("");
    }

    private static String withoutLookAlikes(String password) {
        StringBuilder letters = new StringBuilder(password);
        for (int i = 0; i < letters.length(); i++) {
            int known = LOOK_ALIKES.indexOf(letters.charAt(i));
            if (known >= 0) {
                letters.setCharAt(i, LETTERS.charAt(known));
            }
        }
        return letters.toString();
    }

    private static boolean repeats(String password) {
        for (int length = 1; length <= LONGEST_REPEATED; length++) {
            String piece = password.substring(0, Math.min(length, password.length()));
            if (piece.repeat(password.length()).startsWith(password)) {
                return true;
            }
        }
        return false;
    }

    private static boolean counts(String password) {
        int fresh = 1;
        for (int i = 1; i < password.length(); i++) {
            if (Math.abs(password.charAt(i) - password.charAt(i - 1)) > 1) {
                fresh++;
            }
        }
        return fresh < FRESH_CHARACTERS;
    }
}
