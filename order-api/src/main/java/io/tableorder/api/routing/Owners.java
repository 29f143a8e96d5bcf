package io.tableorder.api.routing;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * This says which instance owns which partition, as far as is known here. It may be out of date: whoever is asked knows
 * better, and says so.
 */
interface Owners {

    /**
     * Returns the advertised URL of the partition's owner; null while none is known. Costs a look-up, asked per
     * command.
     */
    @Nullable
    URI of(int partition);

    /**
     * Asks again who owns what, and waits for the answer at most for {@code patience}. To be called whenever what is known
     * has turned out wrong: many callers share one question, and asking too often asks nothing.
     */
    void refresh(Duration patience);
}
