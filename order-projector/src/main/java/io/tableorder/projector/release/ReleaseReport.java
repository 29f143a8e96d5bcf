package io.tableorder.projector.release;

import io.tableorder.projector.project.Applied;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This is what a retry or a skip came to.
 *
 * @param applied events that are in the read models now
 * @param stillParked what holds others back still, and why
 */
public record ReleaseReport(String position, int applied, List<Still> stillParked) {
    /** A store may hold hundreds of orders with a fault each; the projection's report has them all. */
    private static final int SHOWN = 20;

    /** Returns what holds others back still. */
    public record Still(
            String position, String scope, @Nullable String orderId, String reason, String detail) {}

    static ReleaseReport of(String position, Applied applied) {
        return new ReleaseReport(
                position,
                applied.events().size(),
                applied.parked().stream()
                        .limit(SHOWN)
                        .map(parked -> new Still(
                                parked.position().toString(),
                                parked.scope().columnValue(),
                                parked.orderId(),
                                parked.reason().name(),
                                parked.detail()))
                        .toList());
    }
}
