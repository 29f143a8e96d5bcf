package io.tableorder.projector.status;

import io.tableorder.hold.PartitionEnd;
import io.tableorder.projector.status.CompletenessQueries.Start;
import io.tableorder.projector.table.Generation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Goes through the journal in the background, each stretch once, to prove that no number of a store and no version of an
 * order is missing, and at the log's end, where no number shows it. A stretch with a fault is looked at again until it has none. After a start, and with another
 * generation, it begins anew.
 */
@Component
public final class CompletenessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CompletenessCheck.class);
    private static final long INTERVAL_MS = 5_000;
    /** One round looks at so much of the journal, some 100 ms of one of PostgreSQL's processes: it keeps up with 4,000 events/s. */
    private static final long EVENTS_A_ROUND = 20_000;
    /** Stretches looked at again; with more than these something is broken that no list will mend. */
    private static final int MAXIMUM_SUSPECTS = 200;

    private final CompletenessQueries queries;
    private final MissingAtEnd missingAtEnd;
    private final InstantSource clock;
    private final Map<String, Long> checkedUpTo = new HashMap<>();
    private @Nullable Generation checked;
    private List<SequenceRange> suspects = List.of();
    private volatile Completeness latest = Completeness.UNKNOWN;

    CompletenessCheck(CompletenessQueries queries, MissingAtEnd missingAtEnd, InstantSource clock) {
        this.queries = queries;
        this.missingAtEnd = missingAtEnd;
        this.clock = clock;
    }

    public Completeness latest() {
        return latest;
    }

    @Scheduled(fixedDelay = INTERVAL_MS)
    void refresh() {
        try {
            round();
        } catch (DataAccessException e) {
            LOG.debug("Completeness is not refreshed: {}", e.getMessage());
        }
    }

    synchronized Completeness round() {
        Generation live = queries.live();
        if (!live.equals(checked)) {
            checkedUpTo.clear();
            suspects = List.of();
            checked = live;
        }
        missingAtEnd.look(queries.ends(live));
        Map<String, Long> heads = queries.heads(live);
        List<PartitionEnd.Found> atEnd = missingAtEnd.beyond(heads);
        List<SequenceRange> unchecked = unchecked(heads);
        // What retention takes out is not missing; if it does so just now, the stretch is looked at again.
        Map<String, Long> starts = queries.journalStarts();
        List<SequenceRange> ranges = Stream.concat(suspects.stream(), unchecked.stream())
                .map(range -> range.behind(starts.getOrDefault(range.storeId(), 0L)))
                .toList();
        List<Start> missing = queries.missingNumbers(live, ranges);
        Map<Start, Long> broken = queries.brokenOrders(live, ranges);
        suspects = ranges.stream()
                .filter(range -> missing.contains(Start.of(range)) || broken.containsKey(Start.of(range)))
                .limit(MAXIMUM_SUSPECTS)
                .toList();
        unchecked.forEach(range -> checkedUpTo.put(range.storeId(), range.high()));
        CompletenessQueries.Parked parked = queries.parked(live);
        latest = new Completeness(
                parked.orders(),
                parked.stores(),
                broken.values().stream().mapToLong(Long::longValue).sum() + MissingAtEnd.orders(atEnd),
                Stream.concat(
                                missing.stream().map(Start::storeId),
                                atEnd.stream().map(PartitionEnd.Found::storeId))
                        .distinct()
                        .count(),
                sum(checkedUpTo),
                sum(heads),
                clock.instant());
        return latest;
    }

    private List<SequenceRange> unchecked(Map<String, Long> heads) {
        List<SequenceRange> ranges = new ArrayList<>();
        long left = EVENTS_A_ROUND;
        for (Map.Entry<String, Long> head : heads.entrySet()) {
            long low = checkedUpTo.getOrDefault(head.getKey(), 0L);
            long high = Math.min(head.getValue(), low + left);
            if (high > low) {
                ranges.add(new SequenceRange(head.getKey(), low, high));
                left -= high - low;
            }
        }
        return ranges;
    }

    private static long sum(Map<String, Long> sequences) {
        return sequences.values().stream().mapToLong(Long::longValue).sum();
    }
}
