package io.tableorder.operability.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.fixture.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadinessTest {

    private static final int PROBES = 3;

    private final CountDownLatch testOver = new CountDownLatch(1);

    @AfterEach
    void let_go() {
        testOver.countDown();
    }

    private interface Body {
        void run() throws Exception;
    }

    private record Check(String name, Body body) implements ReadinessCheck {
        @Override
        public boolean isExternal() {
            return name.equals("database");
        }

        @Override
        public void check() throws Exception {
            body.run();
        }
    }

    @Test
    void a_service_is_ready_when_all_it_needs_is() {
        Readiness.Report report =
                new Readiness(List.of(new Check("database", () -> {}), new Check("kafka", () -> {}))).report();

        assertThat(report.ready()).isTrue();
        assertThat(report.checks())
                .containsExactly(Map.entry("database", "connected"), Map.entry("kafka", "connected"));
    }

    @Test
    void without_checks_a_service_is_ready() {
        assertThat(new Readiness(List.of()).report().ready()).isTrue();
    }

    @Test
    void a_failure_is_shown_in_a_line_without_secrets() {
        Readiness.Report report = new Readiness(List.of(new Check("database", () -> {
                    throw new IllegalStateException("no route to\npostgresql://app:hunter2@db/orders");
                })))
                .report();

        assertThat(report.ready()).isFalse();
        assertThat(report.checks()).containsEntry("database", "error: no route to postgresql://app:***@db/orders");
    }

    @Test
    void checks_that_hang_are_answered_for_within_a_second_all_together() {
        Body hang = () -> testOver.await();
        Supplier<Readiness> hanging = () -> new Readiness(List.of(
                new Check("one", hang),
                new Check("two", hang),
                new Check("three", hang),
                new Check("kafka", () -> {})));

        // One is enough, since others may have waited for a processor; each is a first probe.
        assertThat(Stream.generate(hanging).limit(PROBES).map(ReadinessTest::timed))
                .anyMatch(took -> took.compareTo(Duration.ofSeconds(1)) < 0);
        assertThat(hanging.get().report().checks())
                .containsEntry("one", "error: no answer within 800 ms")
                .containsEntry("kafka", "connected");
    }

    @Test
    void a_check_that_ignores_its_interruption_holds_one_thread_however_often_it_is_asked() {
        AtomicInteger started = new AtomicInteger();
        Readiness readiness = new Readiness(List.of(new Check("database", () -> {
            started.incrementAndGet();
            while (testOver.getCount() > 0) {
                try {
                    testOver.await();
                } catch (InterruptedException ignored) {
                    // As a driver waiting for a socket would.
                }
            }
        })));

        assertThat(Stream.generate(() -> timed(readiness)).limit(PROBES))
                .anyMatch(took -> took.compareTo(Duration.ofSeconds(1)) < 0);

        assertThat(started).hasValue(1);
    }

    @Test
    void what_comes_back_is_seen_at_the_next_probe() {
        AtomicInteger probes = new AtomicInteger();
        Readiness readiness = new Readiness(List.of(new Check("database", () -> {
            if (probes.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
        })));

        assertThat(readiness.report().ready()).isFalse();
        assertThat(readiness.report().ready()).isTrue();
    }

    @Test
    void losing_a_dependency_is_one_ERROR_and_having_it_back_one_line_more() {
        AtomicBoolean away = new AtomicBoolean(true);
        Body fails = () -> {
            if (away.get()) {
                throw new IllegalStateException("away");
            }
        };
        Readiness readiness = new Readiness(List.of(new Check("database", fails), new Check("feed", fails)));
        try (LogLines lines = LogLines.of(Readiness.class)) {
            readiness.report();
            assertThat(lines.texts()).as("while it starts").isEmpty();

            for (boolean now : new boolean[] {false, true, true, false, false}) {
                away.set(now);
                readiness.report();
            }

            assertThat(lines.texts())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("ERROR", "database is lost, error: away"),
                            line -> assertThat(line).contains("WARN", "feed is lost"),
                            line -> assertThat(line).contains("INFO", "database is back"),
                            line -> assertThat(line).contains("INFO", "feed is back"));
        }
    }

    private static Duration timed(Readiness readiness) {
        long start = System.nanoTime();
        assertThat(readiness.report().ready()).isFalse();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
