package io.tableorder.operability.security;

import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessRules.Rule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Arranges the rules to be looked up with every request: paths without variables by hash, the others in turn. */
final class AccessLookup {

    /** A path and method ask one of these of a caller. */
    sealed interface Access {

        /** Nothing is asked of the caller. */
        record Open() implements Access {}

        record Roles(Set<Role> allowed) implements Access {}

        /**
         * The path is served to nobody. A caller with any valid token is told by the dispatcher what is wrong with the
         * request.
         */
        record Unserved() implements Access {}
    }

    private static final Access OPEN = new Access.Open();
    private static final Access UNSERVED = new Access.Unserved();

    private record Entry(PathPattern pattern, Rule rule, Access access) {

        boolean covers(HttpMethod method) {
            return rule.method() == null || rule.method().equals(method);
        }
    }

    private final List<Entry> entries;
    private final Map<HttpMethod, Map<String, Access>> literals;

    AccessLookup(List<Rule> rules) {
        PathPatternParser parser = PathPatternParser.defaultInstance;
        this.entries = rules.stream()
                .map(rule -> new Entry(parser.parse(rule.pattern()), rule, access(rule)))
                .sorted(Comparator.comparing(Entry::pattern)
                        .thenComparingInt(entry -> entry.rule().method() == null ? 1 : 0))
                .toList();
        this.literals = literals(entries);
    }

    private static Access access(Rule rule) {
        return rule.open() ? OPEN : new Access.Roles(rule.roles());
    }

    private static Map<HttpMethod, Map<String, Access>> literals(List<Entry> entries) {
        Map<HttpMethod, Map<String, Access>> literals = new HashMap<>();
        for (Entry entry : entries) {
            HttpMethod method = entry.rule().method();
            if (method != null && !entry.pattern().hasPatternSyntax()) {
                literals.computeIfAbsent(method, _ -> new HashMap<>())
                        .putIfAbsent(entry.pattern().getPatternString(), entry.access());
            }
        }
        return Map.copyOf(literals);
    }

    /** @param path within the application, still encoded */
    Access of(HttpMethod requestMethod, String path) {
        HttpMethod method = HttpMethod.HEAD.equals(requestMethod) ? HttpMethod.GET : requestMethod;
        Access literal = literals.getOrDefault(method, Map.of()).get(path);
        return literal == null ? matching(method, PathContainer.parsePath(path)) : literal;
    }

    private Access matching(HttpMethod method, PathContainer path) {
        boolean openToAnotherMethod = false;
        for (Entry entry : entries) {
            if (entry.pattern().matches(path)) {
                if (entry.covers(method)) {
                    return entry.access();
                }
                openToAnotherMethod |= entry.rule().open();
            }
        }
        // Who mistakes the method of an open path learns that, rather than being told to log in.
        return openToAnotherMethod ? OPEN : UNSERVED;
    }

    boolean serves(HttpMethod method, String path) {
        HttpMethod covered = HttpMethod.HEAD.equals(method) ? HttpMethod.GET : method;
        PathContainer container = PathContainer.parsePath(path);
        return entries.stream()
                .anyMatch(entry -> entry.covers(covered) && entry.pattern().matches(container));
    }
}
