package io.tableorder.operability.settings;

import io.tableorder.event.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says how long the tokens of each role are good. Whoever may do more had better log in more often.
 *
 * @param usual of every role that is not in the map
 */
public record TokenLifetimes(Duration usual, Map<Role, Duration> ofRoles) {

    /** Topics, key pairs and what is remembered of ended logins last longer than this. */
    public static final int MOST_HOURS = 168;

    public TokenLifetimes {
        ofRoles = Map.copyOf(ofRoles);
    }

    /** Returns the same lifetime for every role. */
    public static TokenLifetimes of(Duration usual) {
        return new TokenLifetimes(usual, Map.of());
    }

    public Duration of(Role role) {
        return ofRoles.getOrDefault(role, usual);
    }

    /** Returns how long the last of the tokens that were made until now is good, whoever has it. */
    public Duration longest() {
        return Stream.concat(Stream.of(usual), ofRoles.values().stream())
                .max(Comparator.naturalOrder())
                .orElse(usual);
    }

    /**
     * Reads lifetimes such as {@code operator=2,chain_admin=8}, in hours; a blank text has none.
     *
     * @throws IllegalArgumentException if a role is unknown or named twice, or an hour is not from 1 to {@value #MOST_HOURS}
     */
    static Map<Role, Duration> parse(String text) {
        Map<Role, Duration> lifetimes = new EnumMap<>(Role.class);
        if (text.isBlank()) {
            return lifetimes;
        }
        Arrays.stream(text.split(",", -1)).map(String::strip).forEach(one -> {
            int at = one.indexOf('=');
            Role role = Role.of(one.substring(0, Math.max(0, at)).strip());
            int hours = Integer.parseInt(one.substring(at + 1).strip());
            if (hours < 1 || hours > MOST_HOURS || lifetimes.put(role, Duration.ofHours(hours)) != null) {
                throw new IllegalArgumentException(one);
            }
        });
        return lifetimes;
    }
}
