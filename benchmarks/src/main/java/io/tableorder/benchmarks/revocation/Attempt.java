package io.tableorder.benchmarks.revocation;

import io.tableorder.benchmarks.service.HeldStream;
import io.tableorder.benchmarks.service.HttpCaller;
import io.tableorder.testkit.process.WholePlatform;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One victim, who asks every service and holds a stream until none of it is possible any more. */
final class Attempt implements AutoCloseable {

    /** Ten times what is aimed at; what lives longer counts as so long. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    /** Only an operator may ask for these. */
    private static final String OF_ORDER_API = "/api/v1/platform/chains";

    private static final String OF_NOTIFIER = "/api/v1/platform/broken-feeds";
    private static final String OF_PROJECTOR = "/api/v1/admin/projection/rebuild/switch";

    private final Map<Place, Requests> requests = new EnumMap<>(Place.class);
    private @Nullable HeldStream stream;

    /** Returns when every service has let the victim in. */
    static Attempt begin(WholePlatform platform, Victim victim) throws IOException, InterruptedException {
        Attempt attempt = new Attempt();
        try {
            HttpCaller caller = victim.caller();
            attempt.ask(Place.ASKED, caller, "GET", platform.orderApi().base().resolve(OF_ORDER_API));
            attempt.ask(
                    Place.OTHER,
                    caller,
                    "GET",
                    platform.orderApis().getLast().base().resolve(OF_ORDER_API));
            attempt.ask(
                    Place.PROJECTOR, caller, "POST", platform.projector().base().resolve(OF_PROJECTOR));
            attempt.ask(
                    Place.NOTIFIER, caller, "GET", platform.notifier().base().resolve(OF_NOTIFIER));
            if (victim.stream() != null) {
                attempt.stream =
                        HeldStream.open(caller, platform.notifier().base().resolve(victim.stream()));
            }
            return attempt;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            attempt.close();
            throw failed;
        }
    }

    private void ask(Place place, HttpCaller caller, String method, URI uri) throws IOException, InterruptedException {
        requests.put(place, Requests.begin(caller, method, uri));
    }

    /**
     * Returns for how long each place let the victim in after this time; 0 where it did not even until then.
     *
     * @param answered by {@link System#nanoTime}
     */
    Map<Place, Duration> livesAfter(long answered) throws InterruptedException, ExecutionException {
        Map<Place, Duration> lives = new EnumMap<>(Place.class);
        for (Map.Entry<Place, Requests> each : requests.entrySet()) {
            lives.put(each.getKey(), life(answered, each.getValue().refused()));
        }
        if (stream != null) {
            lives.put(Place.STREAM, life(answered, stream.ended()));
        }
        return lives;
    }

    private static Duration life(long answered, CompletableFuture<Long> end)
            throws InterruptedException, ExecutionException {
        try {
            long left = answered + LONGEST.toNanos() - System.nanoTime();
            long ended = end.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            return Duration.ofNanos(Math.max(0, ended - answered));
        } catch (TimeoutException stillIn) {
            return LONGEST;
        }
    }

    @Override
    public void close() throws IOException {
        requests.values().forEach(Requests::close);
        if (stream != null) {
            stream.close();
        }
    }
}
