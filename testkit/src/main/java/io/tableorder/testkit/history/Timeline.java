package io.tableorder.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The answers of one store in real time. Every answer names its place in the log, so the log's order is the witness of
 * linearizability: it remains to be shown that it agrees with what clients could see of each other.
 */
final class Timeline {

    /**
     * An effect, or a look at the store that left it as it was.
     *
     * @param sentNanos of its first request
     * @param answeredNanos of its first answer; {@link Long#MAX_VALUE} if there was none
     * @param offset of its event, or of the last event that it saw
     */
    record Moment(String inWords, long sentNanos, long answeredNanos, long offset, boolean isLook) {

        boolean isBehind(Moment other) {
            return offset == other.offset ? isLook && !other.isLook : offset > other.offset;
        }
    }

    private final List<Moment> moments;
    private final NavigableMap<Long, Moment> latestByAnswer = new TreeMap<>();
    private final NavigableMap<Long, Moment> earliestBySending = new TreeMap<>();

    Timeline(List<Operation> operationsOfOneStore) {
        moments = operationsOfOneStore.stream().flatMap(Timeline::momentsOf).toList();
        Map<Long, Moment> byAnswer = new TreeMap<>();
        NavigableMap<Long, Moment> bySending = new TreeMap<>();
        for (Moment moment : moments) {
            byAnswer.merge(moment.answeredNanos, moment, Timeline::later);
            bySending.merge(moment.sentNanos, moment, Timeline::earlier);
        }
        Moment latest = null;
        for (Map.Entry<Long, Moment> entry : byAnswer.entrySet()) {
            latest = latest == null ? entry.getValue() : later(latest, entry.getValue());
            latestByAnswer.put(entry.getKey(), latest);
        }
        Moment earliest = null;
        for (Map.Entry<Long, Moment> entry : bySending.descendingMap().entrySet()) {
            earliest = earliest == null ? entry.getValue() : earlier(earliest, entry.getValue());
            earliestBySending.put(entry.getKey(), earliest);
        }
    }

    private static Moment later(Moment one, Moment other) {
        return one.isBehind(other) ? one : other;
    }

    private static Moment earlier(Moment one, Moment other) {
        return one.isBehind(other) ? other : one;
    }

    private static Stream<Moment> momentsOf(Operation operation) {
        List<Moment> found = new ArrayList<>();
        Attempt first = operation.attempts().getFirst();
        if (operation.isInTheLog()) {
            long answered = operation
                    .answersOfTheEffect()
                    .mapToLong(answer -> answer.attempt().answeredNanos())
                    .min()
                    .orElse(Long.MAX_VALUE);
            found.add(new Moment(
                    first.inWords(),
                    first.sentNanos(),
                    answered,
                    operation.position().offset(),
                    false));
        }
        operation
                .answersOfNoEffect()
                .map(answer -> new Moment(
                        answer.attempt().inWords(),
                        answer.attempt().sentNanos(),
                        answer.attempt().answeredNanos(),
                        answer.ok().position().offset(),
                        true))
                .forEach(found::add);
        return found.stream();
    }

    /** Returns what stands furthest in the log of all that was answered before this was sent. */
    Optional<Moment> latestAnsweredBefore(long sentNanos) {
        return Optional.ofNullable(latestByAnswer.lowerEntry(sentNanos)).map(Map.Entry::getValue);
    }

    /** Returns what stands first in the log of all that was sent after this was answered. */
    Optional<Moment> earliestSentAfter(long answeredNanos) {
        return Optional.ofNullable(earliestBySending.higherEntry(answeredNanos)).map(Map.Entry::getValue);
    }

    void check(String storeId, Violations violations) {
        for (Moment moment : moments) {
            latestAnsweredBefore(moment.sentNanos)
                    .filter(before -> before.isBehind(moment))
                    .ifPresent(before -> violations.add(
                            "Store %s: %s was answered at offset %d before %s was sent, which stands at offset %d",
                            storeId, before.inWords, before.offset, moment.inWords, moment.offset));
        }
    }
}
