package io.tableorder.operability.keys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a file or an address for the keys again and again, on a thread of its own. What was read stays in use while the
 * file or address is away or holds something else, which is said once.
 */
public final class WatchedTokenKeys implements TokenKeys, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WatchedTokenKeys.class);

    /** A file is read in microseconds. */
    private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

    /** Well below the five minutes for which a new key is announced, and no load for order-api. */
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(15);

    /** Strangers can invent keys that nobody knows, and make us ask at this rate. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(2);

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Eight keys have 3 KB; an answer beyond this is not a set of keys. */
    private static final int MAXIMUM_CHARACTERS = 65_536;

    /** A source reads the text of a set. */
    @FunctionalInterface
    interface Source {
        String read() throws IOException, InterruptedException;
    }

    /** A follower does what else is to be done with a set that was read. */
    @FunctionalInterface
    public interface Follower {
        void take(TokenKeySet set) throws IOException;
    }

    private final String name;
    private final Source source;
    private final Follower changed;
    private final ScheduledExecutorService looks;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile @Nullable TokenKeySet current;
    private String text = "";
    private boolean failing;

    private WatchedTokenKeys(String name, Source source, Duration interval, Follower changed) {
        this.name = name;
        this.source = source;
        this.changed = changed;
        this.looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("token-keys").factory());
        var _ = looks.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Makes keys that are read from a file.
     *
     * @param changed is told every set that is read, by the thread that reads it
     */
    public static WatchedTokenKeys ofFile(Path file, Follower changed) {
        return new WatchedTokenKeys(file.toString(), () -> Files.readString(file), BETWEEN_READS, changed);
    }

    /** Makes keys that are asked for at the address of a JSON Web Key Set. */
    public static WatchedTokenKeys ofAddress(URI address) {
        return new WatchedTokenKeys(address.toString(), () -> fetched(address), BETWEEN_REQUESTS, _ -> {});
    }

    private static String fetched(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        // A client for each of four requests a minute: none is held open between them.
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new IOException("answered " + answer.statusCode());
            }
            return answer.body();
        }
    }

    private void look() {
        try {
            String read = source.read();
            if (!read.equals(text)) {
                take(read);
            }
            failing = false;
        } catch (IOException | IllegalArgumentException e) {
            if (!failing) {
                log.warn("No keys of tokens are read from {}: {}", name, e.toString());
            }
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("No keys of tokens are read from {}", name, e);
        } finally {
            first.countDown();
        }
    }

    private void take(String read) throws IOException {
        if (read.length() > MAXIMUM_CHARACTERS) {
            throw new IllegalArgumentException(
                    "%d characters, takes at most %d".formatted(read.length(), MAXIMUM_CHARACTERS));
        }
        TokenKeySet set = TokenKeySet.parse(read);
        changed.take(set);
        text = read;
        current = set;
        log.info("Keys of tokens from {}: {}", name, set);
    }

    @Override
    public boolean isUsed() {
        return true;
    }

    @Override
    public @Nullable TokenKeySet current() {
        return current;
    }

    @Override
    public void lookAgain() {
        if (asked.compareAndSet(false, true)) {
            var _ = looks.schedule(
                    () -> {
                        asked.set(false);
                        look();
                    },
                    SHORTEST_WAIT.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until the first look is over, whatever came of it. */
    public void awaitFirstLook() throws InterruptedException {
        var _ = first.await(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
