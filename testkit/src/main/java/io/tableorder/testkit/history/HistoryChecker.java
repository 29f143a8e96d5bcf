package io.tableorder.testkit.history;

import io.tableorder.event.RecordedEvent;
import java.util.List;
import java.util.Map;

/** Proves or refutes that a history and the log it left obey the laws. Knows no run: only what was recorded. */
public final class HistoryChecker {

    private final History history;
    private final EventLog log;
    private final Operations operations;
    private final Violations violations = new Violations();

    private HistoryChecker(History history, EventLog log) {
        this.history = history;
        this.log = log;
        this.operations = Operations.of(history, log);
    }

    /** Checks a run whose clients have finished, and a log read after that. */
    public static Report check(History history, EventLog log) {
        HistoryChecker checker = new HistoryChecker(history, log);
        checker.checkLog();
        checker.checkAnswers();
        return checker.report();
    }

    /** Checks the same, and that the read models are the fold of the log up to where the projector has come. */
    public static Report check(History history, EventLog log, ReadModels readModels) {
        HistoryChecker checker = new HistoryChecker(history, log);
        checker.checkLog();
        checker.checkAnswers();
        new ReadModelCheck(checker.violations).check(log, readModels);
        return checker.report();
    }

    private void checkLog() {
        new HashChainCheck(violations).check(log);
        log.eventsByStore().values().forEach(events -> new FloorCheck(violations).check(events));
    }

    private void checkAnswers() {
        new EffectCheck(violations).check(operations, log, history);
        Map<String, List<RecordedEvent>> events = log.eventsByStore();
        operations.byStore().forEach((storeId, ofStore) -> {
            List<RecordedEvent> eventsOfStore = events.getOrDefault(storeId, List.of());
            Timeline timeline = new Timeline(ofStore);
            timeline.check(storeId, violations);
            new StoreWalk(storeId, eventsOfStore, ofStore, seedOf(eventsOfStore), timeline, violations).walk();
        });
    }

    private int seedOf(List<RecordedEvent> eventsOfStore) {
        return (int) eventsOfStore.stream()
                .filter(event -> history.isSeed(
                        event.position().partition(), event.position().offset()))
                .count();
    }

    private Report report() {
        return new Report(Report.Counts.of(operations, log), violations.sentences());
    }
}
