package io.tableorder.operability.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One environment variable that a service reads. Each registry of variables is an enum that implements this. */
public interface Variable {

    /** Returns the name of the environment variable. */
    String name();

    Description description();

    /**
     * A description holds what {@code .env.example} and a refused start say about a variable.
     *
     * @param section the heading in {@code .env.example}
     * @param fallback the default; absent when there is none
     * @param isSecret a secret's value is never shown, and may come from the file that {@code <name>_FILE} names
     * @param profileDefaults the defaults of the profiles dev, staging and prod; empty when the profile does not matter
     */
    record Description(
            String section,
            String meaning,
            Takes takes,
            @Nullable String fallback,
            boolean isSecret,
            List<String> profileDefaults) {

        private static final List<String> PROFILES = List.of("dev", "staging", "prod");

        public Description {
            profileDefaults = List.copyOf(profileDefaults);
        }

        public Description(String section, String meaning, Takes takes, @Nullable String fallback) {
            this(section, meaning, takes, fallback, false, List.of());
        }

        public Description secret() {
            return new Description(section, meaning, takes, fallback, true, profileDefaults);
        }

        public Description inProfiles(String dev, String staging, String prod) {
            return new Description(section, meaning, takes, fallback, isSecret, List.of(dev, staging, prod));
        }

        /** When several profiles are active, the last one that has a default counts, as in Spring. */
        Optional<String> profileDefault(String... activeProfiles) {
            return Arrays.stream(activeProfiles)
                    .map(PROFILES::indexOf)
                    .filter(column -> column >= 0 && column < profileDefaults.size())
                    .map(profileDefaults::get)
                    .reduce((earlier, later) -> later);
        }
    }
}
