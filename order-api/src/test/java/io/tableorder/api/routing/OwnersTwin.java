package io.tableorder.api.routing;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Owners in memory: what is true, and what has been learned of it by the last refresh. */
final class OwnersTwin implements Owners {

    private final Map<Integer, URI> truth = new ConcurrentHashMap<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile Map<Integer, URI> known = Map.of();

    /** @param url null for nobody */
    void assign(int partition, @Nullable URI url) {
        if (url == null) {
            truth.remove(partition);
        } else {
            truth.put(partition, url);
        }
    }

    int refreshes() {
        return refreshes.get();
    }

    @Override
    public @Nullable URI of(int partition) {
        return known.get(partition);
    }

    @Override
    public void refresh(Duration patience) {
        refreshes.incrementAndGet();
        known = Map.copyOf(truth);
    }
}
