package io.tableorder.benchmarks.rotation;

import io.tableorder.benchmarks.rotation.Tally.Kind;
import io.tableorder.benchmarks.service.HeldStream;
import io.tableorder.benchmarks.service.HttpCaller;
import io.tableorder.benchmarks.service.HttpCaller.Answer;
import io.tableorder.benchmarks.service.OpenedRestaurant;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * An admin's screens: one stream is held from beginning to end, and others are opened with the first login and the latest and held
 * for a while. A stream that ends by itself has failed.
 */
final class Screen implements Load {

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int STEPS_PER_LOGIN = 10;
    private static final int HELD_AT_ONCE = 6;

    private final Crowd crowd;
    private final Map<String, Object> login;
    private final HttpCaller first;
    private final URI board;
    private final URI projection;
    private final HeldStream throughout;
    private final Deque<HeldStream> held = new ArrayDeque<>();
    private HttpCaller latest;
    private int steps;

    Screen(Crowd crowd, HttpCaller first, Map<String, Object> login) throws IOException, InterruptedException {
        this.crowd = crowd;
        this.login = login;
        this.first = first;
        this.latest = first;
        this.board = crowd.platform()
                .notifier()
                .base()
                .resolve("/api/v1/admin/orders/stream?store_id=" + OpenedRestaurant.STORE);
        this.projection = crowd.platform().projector().base().resolve("/api/v1/admin/projection");
        this.throughout = watched(HeldStream.open(first, board));
    }

    @Override
    public Duration step() throws IOException, InterruptedException {
        steps++;
        if (steps % STEPS_PER_LOGIN == 0) {
            latest = crowd.logIn(latest, "/admin/login", login);
        }
        HttpCaller by = steps % 2 == 0 ? first : latest;
        crowd.tally().time(Kind.PROJECTION, 200, () -> by.get(projection));
        crowd.tally().time(Kind.STREAM, 200, () -> {
            held.add(watched(HeldStream.open(by, board)));
            return new Answer(200, "");
        });
        if (held.size() > HELD_AT_ONCE) {
            held.remove().close();
        }
        return BETWEEN;
    }

    private HeldStream watched(HeldStream stream) {
        var _ = stream.ended().thenRun(() -> crowd.tally().fail(Kind.STREAM, "ended by itself"));
        return stream;
    }

    @Override
    public void close() throws IOException {
        throughout.close();
        for (HeldStream each : held) {
            each.close();
        }
    }
}
