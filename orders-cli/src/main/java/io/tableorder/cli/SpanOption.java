package io.tableorder.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The span of time that a command shows. */
final class SpanOption {
    @Option(names = "--from", paramLabel = "TIME", description = "Leaves out what happened before it.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Leaves out what happened then or later.")
    private @Nullable Instant to;

    @Nullable
    Instant from() {
        return from;
    }

    @Nullable
    Instant to() {
        return to;
    }

    boolean includes(Instant time) {
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }
}
