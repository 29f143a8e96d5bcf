package io.tableorder.projector.rebuild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An outcome is what a rebuild came to. */
public sealed interface RebuildOutcome {
    /**
     * Queries are shown {@code to} now; {@code from} is kept.
     *
     * @param comparison null after a rollback, which compares nothing
     */
    record Switched(String from, String to, @Nullable Comparison comparison) implements RebuildOutcome {}

    /** The generation is built, compared and kept for a later switch. */
    record Built(Comparison comparison) implements RebuildOutcome {}

    /** It differs from the live one, and nobody has said why that is right; it is kept for a later switch. */
    record Differs(Comparison comparison) implements RebuildOutcome {}

    /** Nothing is left but the live generation. */
    record Cleaned(String live, List<String> dropped) implements RebuildOutcome {
        public Cleaned {
            dropped = List.copyOf(dropped);
        }
    }
}
