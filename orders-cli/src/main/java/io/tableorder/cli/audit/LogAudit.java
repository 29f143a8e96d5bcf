package io.tableorder.cli.audit;

import io.tableorder.cli.replay.LogReader;
import io.tableorder.cli.replay.StopSignal;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.hold.RecordHash;
import io.tableorder.wire.HashChainLink;
import io.tableorder.wire.RecordKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the log and proves it, and the journal with it. For one run. */
public final class LogAudit {
    /**
     * This is what is to be audited.
     *
     * @param from the first record time looked at; null for the log's beginning
     * @param to the first record time not looked at any more; null for the log's end
     * @param since begins behind what this vouches for, which must be in the log still; null to begin by time
     */
    public record Wanted(
            Selection selection,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Anchor since) {}

    /**
     * This is what an audit has found.
     *
     * @param events links of the hash chains that were followed
     * @param newer of those, the events whose type this version does not know
     * @param leftOut records that a decision in the log leaves out
     * @param journalEqual rows that are what the log says
     * @param journalNotYet events that the read models had not got to
     * @param journalDropped events that retention has taken out of the journal
     * @param faultCount may be more than are listed
     * @param stopped before the end, because somebody asked for it
     */
    public record Report(
            long events,
            long newer,
            int stores,
            long leftOut,
            long journalEqual,
            long journalNotYet,
            long journalDropped,
            List<Fault> faults,
            long faultCount,
            boolean stopped) {}

    /** Hears how far it is, in offsets. */
    public interface Progress {
        void at(long done, long total);
    }

    /** It is as many as there are faults kept, and more: what is beyond is told as a fault. */
    private static final int MAXIMUM_FAULTY_RECORDS = 10_000;

    private record Task(
            LogReader.Span span,
            long from,
            boolean toTheEnd,
            @Nullable Long applied) {}

    private final LogReader log;
    private final @Nullable JournalReader journal;
    private final Wanted wanted;
    private final StopSignal stop;
    private final Faults faults = new Faults();
    private final Map<String, HashChainWalk> walks = new HashMap<>();
    private final Map<String, List<Position>> faultyRecords = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private long leftOut;
    private long events;
    private long newer;
    private long journalEqual;
    private long journalNotYet;
    private long journalDropped;
    private boolean stopped;

    /**
     * Prepares an audit of the log and the journal.
     *
     * @param journal null to look at the log alone
     */
    public LogAudit(LogReader log, @Nullable JournalReader journal, Wanted wanted, StopSignal stop) {
        this.log = log;
        this.journal = journal;
        this.wanted = wanted;
        this.stop = stop;
    }

    public Report run(Progress progress) {
        List<Task> tasks = partitions().mapToObj(this::task).toList();
        long total = tasks.stream()
                .mapToLong(task -> task.span().end() - task.span().start())
                .sum();
        if (wanted.since() != null) {
            requireHeads(wanted.since());
        }
        long done = 0;
        for (Task task : tasks) {
            audit(task, done, total, progress);
            done += task.span().end() - task.span().start();
        }
        walks.values().forEach(HashChainWalk::end);
        return new Report(
                events,
                newer,
                walks.size(),
                leftOut,
                journalEqual,
                journalNotYet,
                journalDropped,
                faults.inOrder(),
                faults.count(),
                stopped);
    }

    /** Whoever made the log anew could not make what follows fit these hashes, nor these events fit another hash. */
    private void requireHeads(Anchor anchor) {
        anchor.heads().entrySet().stream()
                .filter(head -> wanted.selection() instanceof Selection.Everyone
                        || wanted.selection().includes(head.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(head -> requireHead(head.getKey(), head.getValue()));
    }

    private void requireHead(String storeId, Anchor.Head head) {
        Position at = head.position();
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
        LogReader.Span all = log.everything(at.partition());
        if (at.offset() >= all.start() && at.offset() < all.end()) {
            log.read(new LogReader.Span(at.partition(), at.offset(), at.offset() + 1), found::add);
        }
        String hash = found.stream()
                .flatMap(record ->
                        HashChainLink.read(record.value(), storeId)
                                .filter(link -> link.isSealOf(record.value()))
                                .stream())
                .map(HashChainLink::hash)
                .findFirst()
                .orElse("none");
        if (!hash.equals(head.hash())) {
            faults.add(new Fault(
                    Fault.Kind.ANCHOR_DIFFERS,
                    at,
                    storeId,
                    "sequence %d, expected hash %s, found %s".formatted(head.sequence(), head.hash(), hash)));
        }
    }

    /**
     * Returns the anchor that vouches for all that was looked at, after a run over everybody without a fault.
     *
     * @param before the hash of the anchor before it
     */
    public Anchor anchor(Instant time, String before) {
        Map<String, Anchor.Head> heads =
                new HashMap<>(wanted.since() == null ? Map.of() : wanted.since().heads());
        walks.forEach((store, walk) -> {
            Anchor.Head last = walk.last();
            if (last != null) {
                heads.put(store, last);
            }
        });
        return new Anchor(time, ends, heads, before);
    }

    private IntStream partitions() {
        return wanted.selection() instanceof Selection.OneStore(var storeId)
                ? IntStream.of(log.partitionOf(storeId))
                : IntStream.range(0, log.partitions());
    }

    private Task task(int partition) {
        // Asked before the log's end: what the journal has by now, the log must have.
        Long applied = journal == null ? null : journal.nextOffset(partition);
        LogReader.Span all = log.everything(partition);
        long from = wanted.from() == null ? begin(all) : log.firstSince(all, wanted.from());
        long to = wanted.to() == null ? all.end() : log.firstSince(all, wanted.to());
        // A chain's stores are told by their first events, wherever the span begins.
        long start = wanted.selection() instanceof Selection.OneChain ? all.start() : from;
        ends.put(partition, Math.max(to, start));
        return new Task(new LogReader.Span(partition, start, Math.max(to, start)), from, to == all.end(), applied);
    }

    /** An anchor of a longer log than there is vouches for events that are gone: their heads are told. */
    private long begin(LogReader.Span all) {
        if (wanted.since() == null) {
            return all.start();
        }
        long anchored = wanted.since().ends().getOrDefault(all.partition(), all.start());
        return Math.clamp(anchored, all.start(), all.end());
    }

    private void audit(Task task, long before, long total, Progress progress) {
        JournalComparison comparison = comparison(task);
        log.read(task.span(), record -> {
            stopped |= stop.isGiven();
            if (!stopped) {
                visit(record, task, comparison);
                progress.at(before + record.offset() - task.span().start(), total);
            }
            return !stopped;
        });
        if (comparison != null) {
            if (!stopped) {
                comparison.end(task.span().end(), task.toTheEnd());
            }
            journalEqual += comparison.equal();
            journalNotYet += comparison.notYet();
            journalDropped += comparison.dropped();
        }
    }

    private @Nullable JournalComparison comparison(Task task) {
        if (journal == null || task.applied() == null) {
            return null;
        }
        String onlyStore = wanted.selection() instanceof Selection.OneStore(var storeId) ? storeId : null;
        LogReader.Span compared = new LogReader.Span(
                task.span().partition(), task.from(), task.span().end());
        return new JournalComparison(
                journal, compared, task.applied(), onlyStore, wanted.selection()::includes, faults::add);
    }

    private void visit(ConsumerRecord<byte[], byte[]> record, Task task, @Nullable JournalComparison comparison) {
        if (wanted.selection() instanceof Selection.OneStore(var storeId)
                && !Link.storeOf(record).equals(storeId)) {
            return;
        }
        List<Fault> own = new ArrayList<>();
        Optional<Link> link = Link.of(record, own::add);
        if (wanted.selection() instanceof Selection.OneChain chain) {
            link.ifPresent(seen -> chain.see(seen.event()));
        }
        if (record.offset() < task.from() || !wanted.selection().includes(Link.storeOf(record))) {
            return;
        }
        own.forEach(faults::add);
        long before = faults.count();
        boolean repeated = isInPlace(record) && !follow(record, link.orElse(null));
        leaveOut(record, link.map(Link::event).orElse(null), !own.isEmpty() || faults.count() > before);
        newer += own.isEmpty() && link.map(Link::event).isEmpty() ? 1 : 0;
        if (comparison != null) {
            comparison.compare(record, link.map(Link::event).orElse(null), repeated);
        }
    }

    /** A decision takes back what was wrong with the record that it is about: it is no event of the store's. */
    private void leaveOut(ConsumerRecord<byte[], byte[]> record, @Nullable RecordedEvent event, boolean faulty) {
        String storeId = Link.storeOf(record);
        if (event != null && event.event() instanceof OperatorEvent.RecordSkipped(var _, var recordHash, var _)) {
            List<Position> decided = faultyRecords.getOrDefault(storeId + " " + recordHash, List.of());
            decided.forEach(faults::takeBack);
            leftOut += decided.size();
            faultyRecords.remove(storeId + " " + recordHash);
        } else if (faulty && faultyRecords.size() < MAXIMUM_FAULTY_RECORDS) {
            faultyRecords
                    .computeIfAbsent(storeId + " " + RecordHash.of(storeId, record.value()), _ -> new ArrayList<>())
                    .add(new Position(record.partition(), record.offset()));
        }
    }

    private HashChainWalk walk(String storeId) {
        Anchor.Head head =
                wanted.since() == null ? null : wanted.since().heads().get(storeId);
        return head == null
                ? new HashChainWalk(wanted.from() == null, faults::add)
                : new HashChainWalk(storeId, head, faults::add);
    }

    /** A record in another partition is nobody's: it is told, and no link of the store that it names. */
    private boolean isInPlace(ConsumerRecord<byte[], byte[]> record) {
        boolean misplaced = RecordKey.of(record, log.partitions()) instanceof RecordKey.OfNobody(var reason)
                && reason == RecordKey.Reason.WRONG_PARTITION;
        if (misplaced) {
            faults.add(new Fault(
                    Fault.Kind.MISPLACED,
                    new Position(record.partition(), record.offset()),
                    Link.storeOf(record),
                    "expected in partition " + log.partitionOf(Link.storeOf(record))));
        }
        return !misplaced;
    }

    private boolean follow(ConsumerRecord<byte[], byte[]> record, @Nullable Link link) {
        HashChainWalk walk = walks.computeIfAbsent(Link.storeOf(record), this::walk);
        if (link == null) {
            walk.passUnreadable();
            return true;
        }
        events++;
        return walk.follow(link);
    }
}
