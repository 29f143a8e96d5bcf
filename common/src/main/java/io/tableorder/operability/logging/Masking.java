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

    private static final String SECRET_NAME =
            "[\\w.\\-]*(?:passw(?:or)?d|passwd|pwd|secret|token|ticket|authorization|api[_-]?key|credentials?)[\\w\\-]*";

    private record Rule(Pattern pattern, String replacement) {

        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), replacement);
        }
    }

    private static final List<Rule> RULES = List.of(
            // Authorization headers, whole.
            Rule.of("\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=\\-]{6,}", "$1 " + MASK),
            // Tokens: their header is JSON in base64, which always begins like this.
            Rule.of("\\beyJ[A-Za-z0-9_\\-]{8,}(?:\\.[A-Za-z0-9_\\-]*){1,4}", MASK),
            // "password":"…", also within a JSON string, where the quotes are escaped.
            Rule.of(
                    "(\\\\*[\"']" + SECRET_NAME
                            + "\\\\*[\"']\\s*:\\s*)(\\\\*[\"'])(?:\\\\[^\"']|[^\"'\\\\])*\\\\*[\"']",
                    "$1$2" + MASK + "$2"),
            Rule.of("(\\\\*\"" + SECRET_NAME + "\\\\*\"\\s*:\\s*)-?[0-9]+", "$1" + MASK),
            // password=… in queries, properties and records' toString; up to where the next thing begins.
            Rule.of("\\b(" + SECRET_NAME + "\\s*=\\s*)(?:\"[^\"]*\"|'[^']*'|[^,;&)\\]}\\r\\n\"']+)", "$1" + MASK),
            // password: … in prose and YAML; prose about tokens says something after its colon, secrets do not.
            Rule.of(
                    "\\b([\\w\\-]*(?:passw(?:or)?d|passwd|pwd|secret(?:[_-]?key)?|api[_-]?key)\\s*:\\s*)[^\\s,;\"']+",
                    "$1" + MASK),
            // scheme://user:password@host
            Rule.of("(\\b[a-z][a-z0-9+.\\-]*://[^\\s:/@\"']*:)[^\\s\"']+@", "$1" + MASK + "@"));

    private Masking() {}

    /** The text without passwords, keys and tokens; the same object when there were none to see. */
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
