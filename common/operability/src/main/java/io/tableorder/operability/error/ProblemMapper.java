package io.tableorder.operability.error;

import org.jspecify.annotations.Nullable;

/** A bean of a service that knows what an exception of its own libraries means to a caller. */
@FunctionalInterface
public interface ProblemMapper {

    /** Returns the problem that this exception is, or null when it is not known here. */
    @Nullable
    Problem map(Throwable failure);
}
