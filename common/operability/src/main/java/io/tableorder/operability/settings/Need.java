package io.tableorder.operability.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.PropertyResolver;

/** This is what a service cannot be configured without, declared in its {@code tableorder.needs} property. */
public enum Need {
    DATABASE,
    KAFKA;

    static final String PROPERTY = "tableorder.needs";

    public static Set<Need> of(PropertyResolver properties) {
        EnumSet<Need> needs = EnumSet.noneOf(Need.class);
        Arrays.stream(properties.getProperty(PROPERTY, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> needs.add(named(name)));
        return needs;
    }

    private static Need named(String name) {
        return Arrays.stream(values())
                .filter(need -> need.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        PROPERTY + ": got \"" + name + "\", takes database and kafka, separated by commas"));
    }
}
