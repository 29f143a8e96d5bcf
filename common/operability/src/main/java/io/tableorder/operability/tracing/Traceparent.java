package io.tableorder.operability.tracing;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * This is a <a href="https://www.w3.org/TR/trace-context/">W3C trace context</a> of version 00, as it travels in
 * headers.
 */
public final class Traceparent {

    public static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;
    private static final int SPAN_ID_END = 52;
    private static final HexFormat HEX = HexFormat.of();
    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private Traceparent() {}

    /** Returns null unless {@code sent} is well-formed. */
    public static @Nullable String wellFormed(@Nullable String sent) {
        return sent != null && sent.length() == LENGTH && FORM.matcher(sent).matches() ? sent : null;
    }

    /** Makes a trace that nobody is to keep: it gives log lines something in common. */
    public static String unsampled() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // Set bits keep both ids from being all zeros, which W3C forbids.
        return of(
                HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong()),
                HEX.toHexDigits(random.nextLong() | 1),
                false);
    }

    static String of(String traceId, String spanId, boolean sampled) {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    /** Returns the 32 hexadecimal digits that all parts of one trace share. */
    public static String traceId(String traceparent) {
        return traceparent.substring(TRACE_ID_START, TRACE_ID_END);
    }

    static String spanId(String traceparent) {
        return traceparent.substring(TRACE_ID_END + 1, SPAN_ID_END);
    }

    static boolean isSampled(String traceparent) {
        return (Character.digit(traceparent.charAt(LENGTH - 1), 16) & 1) == 1;
    }

    /** Returns the context of the request that this thread serves, or null when it serves none. */
    public static @Nullable String current() {
        return CURRENT.get();
    }

    /** Makes this the context of the thread; undo it with {@link #leave} before the thread serves anything else. */
    public static void enter(String traceparent) {
        CURRENT.set(traceparent);
    }

    public static void leave() {
        CURRENT.remove();
    }
}
