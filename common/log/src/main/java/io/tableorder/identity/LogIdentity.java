package io.tableorder.identity;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/**
 * The identity of a log tells its positions from those of the log that it was restored from. A log that was never restored
 * has none, so its positions are the plain ones; a restored one adds it to each: {@code 7-123456.5f0c2a91}.
 */
public record LogIdentity(String text) {

    public static final LogIdentity ORIGINAL = new LogIdentity("");

    private static final char MARK = '.';
    private static final Pattern MARKED = Pattern.compile("(.*)\\.([0-9a-f]{8})");

    /** Eight digits, so that one restore in four billion has the identity of the one before. */
    private static final int DIGITS = 8;

    /** Returns the identity of a restored log: the beginning of its topic's id, which Kafka draws at random. */
    public static LogIdentity ofRestored(Uuid topic) {
        return new LogIdentity(HexFormat.of()
                .toHexDigits(topic.getMostSignificantBits(), Long.BYTES * 2)
                .substring(0, DIGITS));
    }

    /** Returns the identity that a position carries. */
    static LogIdentity in(String position) {
        Matcher marked = MARKED.matcher(position);
        return marked.matches() ? new LogIdentity(marked.group(2)) : ORIGINAL;
    }

    /** Returns the position without the identity that it carries. */
    static String plain(String position) {
        Matcher marked = MARKED.matcher(position);
        return marked.matches() ? marked.group(1) : position;
    }

    /** Returns the position with this identity. */
    String mark(String plain) {
        return text.isEmpty() ? plain : plain + MARK + text;
    }
}
