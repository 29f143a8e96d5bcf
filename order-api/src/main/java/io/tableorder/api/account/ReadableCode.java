package io.tableorder.api.account;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Codes that people read, copy and type: 5 bits a character, and none that can be misread. */
final class ReadableCode {

    /** Neither 0 nor O, neither 1 nor I. */
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private ReadableCode() {}

    /** Makes a code that nobody can foresee. */
    static String random(int characters) {
        return RANDOM.ints(characters, 0, ALPHABET.length())
                .mapToObj(place -> ALPHABET.substring(place, place + 1))
                .collect(Collectors.joining());
    }

    /**
     * Makes a code of bytes that nobody can foresee.
     *
     * @param bytes one for each character at least
     */
    static String of(byte[] bytes, int characters) {
        return IntStream.range(0, characters)
                .map(place -> bytes[place] & (ALPHABET.length() - 1))
                .mapToObj(letter -> ALPHABET.substring(letter, letter + 1))
                .collect(Collectors.joining());
    }

    /** Returns the code however it was typed: in small letters, with spaces or hyphens. */
    static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
