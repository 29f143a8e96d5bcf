package io.tableorder.operability.settings;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Decides which keys may sign tokens: long ones that nobody can know or guess. */
final class SecretKey {

    /** The key that {@code .env.example} shows is long enough, but known to everybody. */
    static final String EXAMPLE = "your-secret-key-here-change-in-production";

    /** Keys that stand in this repository or its history, so that everybody knows them. */
    private static final List<String> PUBLISHED = List.of(EXAMPLE, "a-key-of-no-use-but-while-recording");

    /** Bits below which the bytes of a key repeat too much to be random. 32 random hexadecimal digits have about 110. */
    private static final double MINIMUM_ENTROPY_BITS = 80;

    private SecretKey() {}

    /**
     * Returns the key when it may be used.
     *
     * @param exampleWillDo on a developer's machine
     * @throws IllegalArgumentException for a key that is short, published, or made of few different bytes
     */
    static String checked(String key, boolean exampleWillDo) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        boolean published = PUBLISHED.stream().anyMatch(key::contains) && !(exampleWillDo && key.equals(EXAMPLE));
        if (published
                || bytes.length < SecuritySettings.MINIMUM_KEY_BYTES
                || entropyBits(bytes) < MINIMUM_ENTROPY_BITS) {
            throw new IllegalArgumentException("guessable");
        }
        return key;
    }

    /** Shannon's entropy of the bytes, taken as independent, times their number. */
    private static double entropyBits(byte[] bytes) {
        int[] counts = new int[256];
        for (byte one : bytes) {
            counts[Byte.toUnsignedInt(one)]++;
        }
        return Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> -count * Math.log((double) count / bytes.length) / Math.log(2))
                .sum();
    }
}
