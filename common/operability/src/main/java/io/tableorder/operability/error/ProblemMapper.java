package io.tableorder.operability.error;

import org.jspecify.annotations.Nullable;

/** A bean of a service that knows what an exception of its own libraries means to a caller. */
@FunctionalInterface
public interface ProblemMapper {

    /** @return null when this exception is not known here */
    @Nullable
    Problem map(Throwable failure);
}
