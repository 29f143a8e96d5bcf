package io.tableorder.operability.logging;

import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of text before it is written. Errs towards hiding too much. */
public final class Masking {

    private static final String MASK = "***";

    /** Most lines have none of these, and are not looked at further. */
    private static final Pattern SUSPICIOUS = Pattern.compile(
            "bearer|basic |eyJ|passw|pwd|secret|token|ticket|authoriz|api.?key|credential|jaas|://",
            Pattern.CASE_INSENSITIVE);

    /** The part of a field's name that gives it away, and what may follow it in the name. */
    private static final String NAME =
            "(?:passw(?:or)?d|pwd|secret|token|ticket|authorization|api[_-]?key|credentials?)[\\w\\-]{0,40}";

    private static final String PROSE_NAME = "(?:passw(?:or)?d|pwd|secret(?:[_-]?key)?|api[_-]?key)";

    private record Rule(Pattern pattern, String replacement) {

        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), replacement);
        }
    }

    /** Every repetition is bounded or possessive: a text made to be slow to look through must not stall the log. */
    private static final List<Rule> RULES = List.of(
            // Authorization headers, whole.
            Rule.of("\\b(Bearer|Basic)\\s{1,8}[A-Za-z0-9._~+/=\\-]{6,}+", "$1 " + MASK),
            // Tokens: their header is JSON in base64, which always begins like this.
            Rule.of("\\beyJ[A-Za-z0-9_\\-]{8,2000}+(?:\\.[A-Za-z0-9_\\-]{0,4000}+){1,4}", MASK),
            // "password":"…"
            Rule.of("(" + NAME + "\"\\s{0,8}:\\s{0,8}\")(?:[^\"\\\\]++|\\\\.)*+", "$1" + MASK),
            // \"password\":\"…\", JSON within a JSON string; the value ends where the quotes are as deep as it began.
            Rule.of(
                    "(" + NAME + "\\\\{1,7}\"\\s{0,8}:\\s{0,8}(\\\\{1,7})\").{0,500}?(?<!\\\\)\\2\"",
                    "$1" + MASK + "$2\""),
            Rule.of("(" + NAME + "'\\s{0,8}:\\s{0,8}')[^']*+", "$1" + MASK),
            Rule.of("(" + NAME + "\\\\{0,7}[\"']\\s{0,8}:\\s{0,8})-?[0-9]++", "$1" + MASK),
            // password=… in queries, properties and records' toString; up to where the next thing begins.
            Rule.of("(" + NAME + "\\s{0,8}=\\s{0,8})(?:\"[^\"]*+\"|'[^']*+'|[^,;&)\\]}\\r\\n\"']++)", "$1" + MASK),
            // password: … in prose and YAML; prose about tokens says something after its colon, secrets do not.
            Rule.of("(" + PROSE_NAME + "\\s{0,8}:\\s{0,8})[^\\s,;\"']++", "$1" + MASK),
            // scheme://user:password@host
            Rule.of("(://[^\\s:/@\"']{0,100}:)[^\\s\"']{1,300}@", "$1" + MASK + "@"));

    private Masking() {}

    /** Returns the text without passwords, keys and tokens; the same object when there were none to see. */
    public static String mask(String text) {
        if (!SUSPICIOUS.matcher(text).find()) {
            return text;
        }
        String masked = text;
        for (Rule rule : RULES) {
            masked = rule.pattern().matcher(masked).replaceAll(rule.replacement());
        }
        return masked;
    }
}
