package io.tableorder.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.SessionEvent;
import io.tableorder.notifier.feed.StoreFeeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in the stores and to the screens' lines, each screen ends with exactly its store's events. */
class RandomScreensTest {

    private static final int STORES = 3;
    private static final int SCREENS_PER_STORE = 4;
    private static final int EVENTS_PER_STORE = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_screen_sees_exactly_the_log_of_its_store(long seed) throws Exception {
        // A ring so small that lagging, re-reading the log and the seam to the ring are the rule.
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                EventLog log = new EventLog(kafka.bootstrapServers());
                Notifier notifier = Notifier.start(kafka.bootstrapServers(), "tableorder.feed.ring-frames=8");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int store = 0; store < STORES; store++) {
                Restaurant restaurant = Restaurant.open(log, "store-" + seed + "-" + store, "hanok", 4);
                RecordedEvent first = restaurant.placeOrder(1);
                notifier.awaitPublished(first);
                long storeSeed = seed * 1_000 + store;
                Future<?> writer = threads.submit(() -> {
                    Random random = new Random(storeSeed);
                    for (int event = 0; event < EVENTS_PER_STORE; event++) {
                        restaurant.anything(random);
                    }
                    return null;
                });
                running.add(writer);
                for (int screen = 0; screen < SCREENS_PER_STORE; screen++) {
                    Random random = new Random(storeSeed * 100 + screen);
                    running.add(threads.submit(() -> {
                        watch(notifier, restaurant, writer, random);
                        return null;
                    }));
                }
            }
            for (Future<?> each : running) {
                each.get(120, TimeUnit.SECONDS);
            }
            assertThat(notifier.metric("tableorder.sse.resumes", "from", "ring"))
                    .isPositive();
            assertThat(notifier.metric("tableorder.sse.resumes", "from", "log")).isPositive();
        }
    }

    private static void watch(Notifier notifier, Restaurant restaurant, Future<?> writer, Random random)
            throws Exception {
        List<String> seen = new ArrayList<>();
        String lastId = null;
        String end = null;
        while (end == null || !end.equals(lastId)) {
            missSome(notifier, restaurant, writer, random.nextInt(20));
            try (Screen screen = notifier.connect(restaurant, lastId)) {
                assertThat(screen.response().statusCode()).isEqualTo(200);
                int patience = 1 + random.nextInt(80);
                while (patience-- > 0 && !(end != null && end.equals(lastId))) {
                    Screen.Event event = screen.waiting().poll(50 + random.nextInt(200), TimeUnit.MILLISECONDS);
                    if (event != null) {
                        assertThat(event.name()).isNotEqualTo("reset");
                        seen.add(event.id());
                        lastId = event.id();
                    } else if (screen.hasEnded()) {
                        break;
                    }
                    end = writer.isDone() ? lastFrame(restaurant) : null;
                }
            }
        }
        List<String> all = framed(restaurant);
        int from = indexOfInitial(restaurant, all, seen.getFirst());
        assertThat(seen.subList(1, seen.size())).isEqualTo(all.subList(from, all.size()));
    }

    private static void missSome(Notifier notifier, Restaurant restaurant, Future<?> writer, int events) {
        StoreFeeds feeds = notifier.bean(StoreFeeds.class);
        long from = sequence(feeds, restaurant);
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> writer.isDone() || sequence(feeds, restaurant) >= from + events);
    }

    private static long sequence(StoreFeeds feeds, Restaurant restaurant) {
        return feeds.state(restaurant.storeId()).orElseThrow().head().sequence();
    }

    /** The first frame after the board, whose position may be that of an event without a frame. */
    private static int indexOfInitial(Restaurant restaurant, List<String> all, String initial) {
        List<String> every = restaurant.log().events(restaurant.storeId()).stream()
                .map(event -> event.position().toString())
                .toList();
        int from = every.indexOf(initial);
        assertThat(from).isNotNegative();
        return (int) all.stream().filter(id -> every.indexOf(id) <= from).count();
    }

    private static @Nullable String lastFrame(Restaurant restaurant) {
        return framed(restaurant).getLast();
    }

    private static List<String> framed(Restaurant restaurant) {
        return restaurant.log().events(restaurant.storeId()).stream()
                .filter(event -> !(event.event() instanceof SessionEvent.Started))
                .map(event -> event.position().toString())
                .toList();
    }
}
