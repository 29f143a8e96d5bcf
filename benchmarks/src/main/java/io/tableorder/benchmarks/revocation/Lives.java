package io.tableorder.benchmarks.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured of one way. */
final class Lives {

    private final List<Duration> answers = new ArrayList<>();
    private final Map<Place, List<Duration>> lives = new EnumMap<>(Place.class);

    /** @param answer how long the change itself took */
    void add(Duration answer, Map<Place, Duration> measured) {
        answers.add(answer);
        measured.forEach((place, life) ->
                lives.computeIfAbsent(place, _ -> new ArrayList<>()).add(life));
    }

    static String head() {
        StringBuilder line = new StringBuilder("%-26s  %-14s".formatted("median / longest, ms", "the change"));
        for (Place place : Place.values()) {
            line.append("  %-18s".formatted(place.title()));
        }
        return line.toString();
    }

    /** Returns the figures in the columns of {@link #head}. */
    String line(Way way) {
        StringBuilder line = new StringBuilder("%-26s  %-14s".formatted(way.title(), figures(answers)));
        for (Place place : Place.values()) {
            line.append("  %-18s".formatted(figures(lives.getOrDefault(place, List.of()))));
        }
        return line.toString();
    }

    private static String figures(List<Duration> samples) {
        if (samples.isEmpty()) {
            return "";
        }
        List<Duration> sorted = samples.stream().sorted().toList();
        return "%,d / %,d"
                .formatted(
                        sorted.get(sorted.size() / 2).toMillis(),
                        sorted.getLast().toMillis());
    }
}
