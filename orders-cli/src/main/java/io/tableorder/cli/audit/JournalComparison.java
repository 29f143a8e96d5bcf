package io.tableorder.cli.audit;

import io.tableorder.cli.replay.LogReader;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Lays one partition's journal beside its log, both in the order of their offsets. */
final class JournalComparison {
    private static final JournalReader.Start NO_START = new JournalReader.Start(0, "");

    private final JournalReader journal;
    private final int partition;
    private final long end;
    private final @Nullable String onlyStore;
    private final Predicate<String> selected;
    private final Consumer<Fault> faults;
    private List<JournalEntry> page = List.of();
    private int index;
    private long nextPage;
    private boolean exhausted;
    private Map<String, JournalReader.Start> starts = Map.of();
    private long equal;
    private long notYet;
    private long dropped;

    /**
     * This is to be made before the log's end is asked for: what the journal has then, the log must have.
     *
     * @param applied the journal's next offset then
     * @param onlyStore spares reading the entries of others; null to read all
     * @param selected whose entries are to be compared
     */
    JournalComparison(
            JournalReader journal,
            LogReader.Span span,
            long applied,
            @Nullable String onlyStore,
            Predicate<String> selected,
            Consumer<Fault> faults) {
        this.journal = journal;
        this.partition = span.partition();
        this.end = applied;
        this.onlyStore = onlyStore;
        this.selected = selected;
        this.faults = faults;
        this.nextPage = span.start();
    }

    /** @param repeated the log has the event already, so the journal passes over this record */
    void compare(ConsumerRecord<byte[], byte[]> record, @Nullable RecordedEvent event, boolean repeated) {
        if (record.offset() >= end) {
            notYet++;
            return;
        }
        passUpTo(record.offset());
        requireStart(record, event);
        JournalEntry entry = peek();
        if (entry == null || entry.offset() != record.offset()) {
            if (isDropped(event)) {
                dropped++;
                return;
            }
            if (repeated) {
                return;
            }
            fault(
                    Fault.Kind.JOURNAL_MISSING,
                    record.offset(),
                    Link.storeOf(record),
                    event == null ? "expected the record" : "expected sequence " + event.sequence() + ", found no row");
            return;
        }
        index++;
        List<String> differences = entry.differences(record.value(), event);
        if (differences.isEmpty()) {
            equal++;
        } else {
            fault(Fault.Kind.JOURNAL_DIFFERS, record.offset(), Link.storeOf(record), String.join("; ", differences));
        }
    }

    private boolean isDropped(@Nullable RecordedEvent event) {
        return event != null && event.sequence() <= startOf(event.storeId()).sequence();
    }

    /** What follows in the journal links to the start's hash, so it has to be the log's. */
    private void requireStart(ConsumerRecord<byte[], byte[]> record, @Nullable RecordedEvent event) {
        if (event != null) {
            JournalReader.Start start = startOf(event.storeId());
            if (start.sequence() == event.sequence() && !start.hash().equals(event.hash())) {
                fault(
                        Fault.Kind.JOURNAL_DIFFERS,
                        record.offset(),
                        event.storeId(),
                        "start: expected hash %s, found %s".formatted(event.hash(), start.hash()));
            }
        }
    }

    private JournalReader.Start startOf(String storeId) {
        return starts.getOrDefault(storeId, NO_START);
    }

    /** The log's span has ended at that offset; rows at and after it are extra when the log itself ends there. */
    void end(long offset, boolean logEnds) {
        passUpTo(logEnds ? Math.max(end, offset) : offset);
    }

    private void passUpTo(long offset) {
        for (JournalEntry entry = peek(); entry != null && entry.offset() < offset; entry = peek()) {
            index++;
            String storeId = entry.storeId() == null ? "?" : entry.storeId();
            if (selected.test(storeId)) {
                fault(
                        Fault.Kind.JOURNAL_EXTRA,
                        entry.offset(),
                        storeId,
                        "expected no row, for the log has no event there"
                                + (entry.columns() == null
                                        ? ""
                                        : "; found sequence " + entry.columns().sequence()));
            }
        }
    }

    private @Nullable JournalEntry peek() {
        if (index == page.size() && !exhausted) {
            page = journal.page(partition, nextPage, end, onlyStore);
            // Behind the page: what it lacks because a month was dropped, a start stands for by now.
            starts = journal.starts();
            index = 0;
            exhausted = page.size() < JournalReader.PAGE;
            nextPage = page.isEmpty() ? nextPage : page.getLast().offset() + 1;
        }
        return index < page.size() ? page.get(index) : null;
    }

    private void fault(Fault.Kind kind, long offset, String storeId, String detail) {
        faults.accept(new Fault(kind, new Position(partition, offset), storeId, detail));
    }

    long equal() {
        return equal;
    }

    long notYet() {
        return notYet;
    }

    /** Events that retention has taken out of the journal. */
    long dropped() {
        return dropped;
    }
}
