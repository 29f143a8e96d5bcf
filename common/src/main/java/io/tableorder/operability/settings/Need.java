package io.tableorder.operability.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.PropertyResolver;

/** What a service cannot be configured without, declared in its {@code tableorder.needs} property. */
public enum Need {
    DATABASE,
    KAFKA;

    static final String PROPERTY = "tableorder.needs";

    static Set<Need> of(PropertyResolver properties) {
        EnumSet<Need> needs = EnumSet.noneOf(Need.class);
        Arrays.stream(properties.getProperty(PROPERTY, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> needs.add(valueOf(name.toUpperCase(Locale.ROOT))));
        return needs;
    }
}
