package io.tableorder.projector.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report says how far the read models are, and what they lack. */
record ProjectionReport(
        List<PartitionReport> partitions,
        Completeness completeness,
        long parkedTotal,
        List<ParkedReport> parked,
        List<SkippedReport> skipped) {
    /**
     * @param position of the last offset included; null before the first event
     * @param logEnd the offset the next committed event will have, or a higher one
     * @param lagEvents offsets between the two; null when the log did not say where it ends
     * @param lagSeconds how old what is not applied may be, at most a second too high; null when nobody can say
     */
    record PartitionReport(
            int partition,
            @Nullable String position,
            @Nullable Long logEnd,
            @Nullable Long lagEvents,
            @Nullable Double lagSeconds,
            @Nullable Instant eventTime,
            @Nullable Instant appliedAt) {}

    /** @param scope what waits behind it: order, store or record (nothing) */
    record ParkedReport(
            String position,
            String scope,
            @Nullable String storeId,
            @Nullable String orderId,
            String reason,
            @Nullable String detail,
            @Nullable String type,
            @Nullable String requestId,
            Instant recordTime,
            Instant parkedAt) {}

    /** This event is left out of the read models by decision. */
    record SkippedReport(
            String position,
            @Nullable String storeId,
            @Nullable String orderId,
            String reason,
            @Nullable String type,
            String skipReason,
            String skippedByRole,
            String skippedById,
            @Nullable String skipRequestId,
            Instant skippedAt) {}
}
