package io.tableorder.projector.rebuild;

import org.jspecify.annotations.Nullable;

/** A request says what is asked of a rebuild. */
public sealed interface RebuildRequest {
    /**
     * Fill a generation, or go on filling the one begun, compare it and switch to it if it is the same.
     *
     * @param why for people, kept with the generation
     * @param compareOnly without the switch
     * @param acceptedDifferences why it may differ, such as a corrected fold; null or blank when it must not
     */
    record Build(String why, boolean compareOnly, @Nullable String acceptedDifferences) implements RebuildRequest {
        public Build {
            acceptedDifferences = reason(acceptedDifferences);
        }
    }

    /** The same with the generation that is there already; refused if there is none. */
    record SwitchToBuilt(@Nullable String acceptedDifferences) implements RebuildRequest {
        public SwitchToBuilt {
            acceptedDifferences = reason(acceptedDifferences);
        }
    }

    /** Bring the generation that was live before up to date and show it again. */
    record Rollback() implements RebuildRequest {}

    /** Drop every generation but the live one; there is nothing to roll back to afterwards. */
    record Clean() implements RebuildRequest {}

    private static @Nullable String reason(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
