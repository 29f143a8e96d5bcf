package io.tableorder.benchmarks.rotation;

import io.tableorder.benchmarks.service.HttpCaller.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts requests, and how long each took, phase by phase. A request belongs to the phase in which it is over. */
final class Tally {

    private static final long LONGEST_MICROS = 60_000_000;

    /** What failed is told by so many examples; one cause fails thousands. */
    private static final int MAXIMUM_TOLD = 20;

    enum Kind {
        LOGIN("login"),
        ORDER("order"),
        MENU("menu"),
        SESSION_END("end of a session"),
        PROJECTION("projector's state"),
        STREAM("stream opened");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    interface Request {
        Answer send() throws IOException, InterruptedException;
    }

    private record Counted(Histogram latencies, AtomicInteger failed) {}

    private static final class Phase {

        private final Map<Kind, Counted> counted = new EnumMap<>(Kind.class);
        private final long begun = System.nanoTime();

        private Phase() {
            for (Kind kind : Kind.values()) {
                counted.put(kind, new Counted(new ConcurrentHistogram(LONGEST_MICROS, 3), new AtomicInteger()));
            }
        }

        private Counted of(Kind kind) {
            return Objects.requireNonNull(counted.get(kind));
        }
    }

    private final List<String> told = new ArrayList<>();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile Phase phase = new Phase();

    static String head() {
        return "%-8s  %-18s  %8s  %7s  %7s  %7s  %6s".formatted("", "", "answered", "/s", "p50 ms", "p99 ms", "failed");
    }

    /** Ends the phase and begins the next; returns what the former came to, in the columns of {@link #head}. */
    List<String> next(String name) {
        Phase over = phase;
        phase = new Phase();
        double seconds = (System.nanoTime() - over.begun) / 1e9;
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Counted counted = over.of(kind);
            lines.add("%-8s  %-18s  %,8d  %7.1f  %7.1f  %7.1f  %6d"
                    .formatted(
                            name,
                            kind.title,
                            counted.latencies().getTotalCount(),
                            counted.latencies().getTotalCount() / seconds,
                            counted.latencies().getValueAtPercentile(50) / 1e3,
                            counted.latencies().getValueAtPercentile(99) / 1e3,
                            counted.failed().get()));
        }
        return lines;
    }

    /** Sends it and returns its answer, whatever that is; anything but the expected status is a failure. */
    Answer time(Kind kind, int expected, Request request) throws InterruptedException {
        long sent = System.nanoTime();
        Answer answer;
        try {
            answer = request.send();
        } catch (IOException | RuntimeException none) {
            answer = new Answer(0, none.toString());
        }
        if (answer.status() == expected) {
            phase.of(kind).latencies().recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - sent) / 1_000));
        } else {
            fail(kind, answer.status() + " " + answer.body());
        }
        return answer;
    }

    void fail(Kind kind, String what) {
        phase.of(kind).failed().incrementAndGet();
        failed.incrementAndGet();
        synchronized (told) {
            if (told.size() < MAXIMUM_TOLD) {
                told.add(kind.title + ": " + what);
            }
        }
    }

    int failed() {
        return failed.get();
    }

    /** Returns what failed first. */
    List<String> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }
}
