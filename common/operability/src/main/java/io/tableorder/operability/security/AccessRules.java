package io.tableorder.operability.security;

import io.tableorder.event.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Collects who may call what. Patterns are Spring MVC's ({@code /tables/{id}}, {@code /docs/**}). Where several match,
 * the most specific counts, whatever the order they were said in; GET covers HEAD.
 */
public final class AccessRules {

    record Rule(@Nullable HttpMethod method, String pattern, boolean open, Set<Role> roles) {}

    private final List<Rule> rules = new ArrayList<>();

    /**
     * Lets anybody in, without a token; one that is sent is not read, so that a stale one does not stand in the way.
     */
    public AccessRules open(HttpMethod method, String... patterns) {
        for (String pattern : patterns) {
            rules.add(new Rule(method, pattern, true, Set.of()));
        }
        return this;
    }

    public AccessRules allow(HttpMethod method, String pattern, Role role, Role... others) {
        rules.add(new Rule(method, pattern, false, EnumSet.of(role, others)));
        return this;
    }

    /** Sets the rule for every method of the path. */
    public AccessRules allow(String pattern, Role role, Role... others) {
        rules.add(new Rule(null, pattern, false, EnumSet.of(role, others)));
        return this;
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }
}
