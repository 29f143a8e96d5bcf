package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.Broker;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.testkit.TestServices;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens in the stores, to the screens' lines, to the instances and to the broker, each screen ends with exactly
 * its store's events since its last board, on whichever instance it goes on. A run prints its seed;
 * {@code -Dscreens.seed=} repeats it.
 */
class RandomScreensTest {

    private static final int STORES = 3;
    private static final int SCREENS_PER_STORE = 4;
    private static final int EVENTS_PER_STORE = 300;

    /** So small that lagging, re-reading the log and the seam to the ring are the rule. */
    private static final String RING = "SSE_RING_FRAMES=8";

    /** What this test does is what the bound on connects is there to stop. */
    private static final String NO_HURRY = "SSE_MAX_CONNECTIONS_PER_STORE=10000";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final long seed = Long.getLong("screens.seed", System.nanoTime() % 1_000_000);
    private final AtomicReferenceArray<Notifier> instances = new AtomicReferenceArray<>(2);
    private final AtomicInteger written = new AtomicInteger();
    /** Each has its first board before the first event, so that there is something to resume. */
    private final CountDownLatch withoutBoard = new CountDownLatch(STORES * SCREENS_PER_STORE);

    @Test
    void every_screen_sees_exactly_the_log_of_its_store_on_whichever_instance() throws Exception {
        System.out.println("screens.seed=" + seed);
        try (Broker kafka = TestServices.broker();
                EventLog log = new EventLog(kafka.bootstrapServers());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Restaurant> restaurants = new ArrayList<>();
            for (int store = 0; store < STORES; store++) {
                restaurants.add(Restaurant.open(log, "store-" + store, "hanok", 4));
                restaurants.getLast().placeOrder(1);
            }
            start(kafka, 0);
            start(kafka, 1);
            List<Future<?>> running = new ArrayList<>();
            for (int store = 0; store < STORES; store++) {
                run(restaurants.get(store), seed * 1_000 + store, threads, running);
            }
            awaitWritten(STORES * EVENTS_PER_STORE / 4);
            kafka.stop();
            kafka.start();
            awaitWritten(STORES * EVENTS_PER_STORE / 2);
            double ringBefore = resumes(0, "ring");
            double logBefore = resumes(0, "log");
            instances.get(0).close();
            start(kafka, 0);
            for (Future<?> each : running) {
                each.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(ringBefore + resumes(0, "ring") + resumes(1, "ring"))
                    .as("resumes from the ring")
                    .isPositive();
            assertThat(logBefore + resumes(0, "log") + resumes(1, "log"))
                    .as("resumes from the log")
                    .isPositive();
        } finally {
            close(0);
            close(1);
        }
    }

    private void start(Broker kafka, int number) {
        instances.set(number, Notifier.start(kafka.bootstrapServers(), RING, NO_HURRY));
    }

    private void close(int number) {
        Notifier notifier = instances.get(number);
        if (notifier != null) {
            notifier.close();
        }
    }

    private double resumes(int number, String from) {
        return instances.get(number).metric("tableorder.sse.resumes", "from", from);
    }

    private void awaitWritten(int events) {
        await().atMost(PATIENCE).until(() -> written.get() >= events);
    }

    private void run(Restaurant restaurant, long storeSeed, ExecutorService threads, List<Future<?>> running) {
        Future<?> writer = threads.submit(() -> {
            Random random = new Random(storeSeed);
            assertThat(withoutBoard.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("every screen has a board")
                    .isTrue();
            for (int event = 0; event < EVENTS_PER_STORE; event++) {
                restaurant.anything(random);
                written.incrementAndGet();
            }
            return null;
        });
        running.add(writer);
        for (int screen = 0; screen < SCREENS_PER_STORE; screen++) {
            Random random = new Random(storeSeed * 100 + screen);
            running.add(threads.submit(() -> {
                watch(restaurant, writer, random);
                return null;
            }));
        }
    }

    private void watch(Restaurant restaurant, Future<?> writer, Random random) throws Exception {
        List<Screen.Event> seen = new ArrayList<>();
        String lastId = null;
        boolean all = false;
        while (!all) {
            if (lastId != null) {
                missSome(restaurant, writer, random.nextInt(20));
            }
            try (Screen screen = connect(restaurant, lastId, random)) {
                int patience = 1 + random.nextInt(80);
                while (patience-- > 0 && !all) {
                    Screen.Event event = screen.waiting().poll(50 + random.nextInt(200), TimeUnit.MILLISECONDS);
                    if (event != null) {
                        if (seen.isEmpty()) {
                            withoutBoard.countDown();
                        }
                        seen.add(event);
                        lastId = event.id() == null ? lastId : event.id();
                    } else if (screen.hasEnded()) {
                        break;
                    }
                    all = writer.isDone()
                            && lastId != null
                            && framesAfter(restaurant, lastId).isEmpty();
                }
            }
        }
        compare(seen, restaurant);
    }

    /** After each board, which is the first thing seen and follows each reset, every event, once and in order. */
    private void compare(List<Screen.Event> seen, Restaurant restaurant) {
        Iterator<String> expected = Collections.emptyIterator();
        boolean isBoardDue = true;
        for (Screen.Event event : seen) {
            switch (event.name()) {
                case "initial" -> {
                    assertThat(isBoardDue)
                            .as("A board that nothing led to; seed %d", seed)
                            .isTrue();
                    isBoardDue = false;
                    expected = framesAfter(restaurant, event.id()).iterator();
                }
                case "reset" -> {
                    assertThat(event.data().path("reason").asString())
                            .as("What a slow broker or a slow machine may lead to; seed %d", seed)
                            .isIn("history_unavailable", "unknown_position");
                    isBoardDue = true;
                }
                default ->
                    assertThat(event.id())
                            .as("%s, seed %d", event.name(), seed)
                            .isEqualTo(expected.hasNext() ? expected.next() : "nothing");
            }
        }
        assertThat(expected).as("not seen, seed %d", seed).isExhausted();
    }

    /** To either instance; one that is being started again is asked until it answers. */
    private Screen connect(Restaurant restaurant, @Nullable String lastId, Random random) throws Exception {
        while (true) {
            try {
                Notifier notifier = instances.get(random.nextInt(instances.length()));
                Screen screen = notifier.connect(restaurant, lastId);
                if (screen.response().statusCode() == 200) {
                    return screen;
                }
                screen.close();
            } catch (IOException | IllegalStateException stopped) {
                // The other one, or this one when it is back.
            }
        }
    }

    private static void missSome(Restaurant restaurant, Future<?> writer, int events) {
        int from = restaurant.log().events(restaurant.storeId()).size();
        await().atMost(PATIENCE)
                .until(() -> writer.isDone()
                        || restaurant.log().events(restaurant.storeId()).size() >= from + events);
    }

    /** @param id may be that of an event without a frame, as a board's */
    private static List<String> framesAfter(Restaurant restaurant, String id) {
        List<RecordedEvent> events = restaurant.log().events(restaurant.storeId());
        int held = events.stream()
                .map(event -> event.position().toString())
                .toList()
                .indexOf(id);
        assertThat(held).as(id).isNotNegative();
        return events.subList(held + 1, events.size()).stream()
                .filter(event -> !(event.event() instanceof SessionEvent.Started))
                .map(event -> event.position().toString())
                .toList();
    }
}
