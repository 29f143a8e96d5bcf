package io.tableorder.operability.database;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.fixture.LogLines;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseCallsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private static DatabaseCalls one(Duration patience, Duration deadline) {
        return new DatabaseCalls(new DatabaseCalls.Bounds("query", 1, patience, deadline), _ -> "away");
    }

    private FutureTask<String> begin(DatabaseCalls calls) throws InterruptedException {
        FutureTask<String> call = new FutureTask<>(() -> calls.call(() -> {
            begun.countDown();
            awaitEnd();
            return "an answer";
        }));
        Thread.ofVirtual().start(call);
        begun.await();
        return call;
    }

    private void awaitEnd() {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("given up", e);
        }
    }

    private static void assertRefused(DatabaseCalls calls, AtomicBoolean done) {
        assertThatThrownBy(() -> calls.call(() -> {
                    done.set(true);
                    return "never";
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void one_too_many_is_refused_undone_and_disturbs_nobody() throws Exception {
        DatabaseCalls calls = one(SHORT, LONG);
        FutureTask<String> running = begin(calls);
        AtomicBoolean done = new AtomicBoolean();

        assertRefused(calls, done);

        mayEnd.countDown();
        assertThat(running.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("an answer");
        assertThat(done).isFalse();
    }

    @Test
    void whoever_waits_has_its_turn_when_another_ends() throws Exception {
        DatabaseCalls calls = one(LONG, LONG);
        FutureTask<String> running = begin(calls);
        FutureTask<String> waiting = new FutureTask<>(() -> calls.call(() -> "the next"));
        Thread.ofVirtual().start(waiting);

        mayEnd.countDown();

        assertThat(running.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("an answer");
        assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("the next");
    }

    @Test
    void one_that_hangs_is_given_up_and_gives_its_place_back() throws Exception {
        DatabaseCalls calls = one(LONG, SHORT);

        FutureTask<String> hanging = begin(calls);

        assertThatThrownBy(() -> hanging.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(ProblemException.class);
        assertThat(calls.<String>call(() -> "the next")).isEqualTo("the next");
    }

    @Test
    void a_call_of_half_a_second_is_a_warning_and_a_quick_one_is_not() {
        DatabaseCalls calls = one(LONG, LONG);
        try (LogLines lines = LogLines.of(DatabaseCalls.class)) {
            calls.call(() -> "quick");
            assertThat(lines.texts()).isEmpty();

            calls.call(() -> {
                LockSupport.parkNanos(Duration.ofMillis(550).toNanos());
                return "slow";
            });

            assertThat(lines.texts())
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .matches("WARN Slow query of query: \\d{3,} ms.*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "55P03", "25P03", "57P01", "08006"})
    void what_postgresql_ends_itself_is_answered_as_what_did_not_come_back(String state) {
        assertThatThrownBy(() -> one(LONG, LONG).call(() -> {
                    throw new IllegalStateException(new SQLException("ended", state));
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }
}
