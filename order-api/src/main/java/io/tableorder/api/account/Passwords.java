package io.tableorder.api.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Secret;
import io.tableorder.event.Sha256;
import io.tableorder.operability.error.ProblemException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords with bcrypt, never more at once than leaves the processor to orders. Who is known goes before
 * strangers, so that those who guess wait for those who work and not the other way round. On threads of the
 * operating system, which takes turns with the rest; a virtual thread would hold its carrier for a whole hash.
 */
@Component
final class Passwords {

    /** This makes 2^10 rounds, some 60 ms. */
    private static final int COST = 10;

    /** bcrypt reads so many bytes and would silently ignore the rest: of longer passwords it reads a digest. */
    private static final int READ_BYTES = 72;

    /** Stands before the hash of a digest, so that no digest is ever taken for a password. */
    private static final String DIGESTED = "{sha256}";

    /** So many of each kind may wait at once: at 60 ms each about four seconds' worth. Past it logins are answered 503. */
    private static final int MAXIMUM_WAITING = 64;

    private final BCryptPasswordEncoder bcrypt;
    /** Nobody's: checked when there is no account, so that the answer takes as long as when there is one. */
    private final String dummyHash;

    private final ThreadPoolExecutor threads;
    private final Semaphore knownPlaces = new Semaphore(MAXIMUM_WAITING);
    private final Semaphore strangersPlaces = new Semaphore(MAXIMUM_WAITING);
    private final AtomicLong turns = new AtomicLong();

    @Autowired
    Passwords() {
        this(COST);
    }

    /** @param cost in tests less than what keeps a stolen hash from being guessed */
    Passwords(int cost) {
        bcrypt = new BCryptPasswordEncoder(cost);
        dummyHash = bcrypt.encode("nobody");
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().name("bcrypt-", 0).daemon().factory());
    }

    /**
     * Hashes a password for somebody who is in, and so is known.
     *
     * @throws ProblemException 503 when too many wait
     */
    String hash(Secret password) {
        String text = password.normalised();
        return run(true, () -> isRead(text) ? bcrypt.encode(text) : DIGESTED + bcrypt.encode(digest(text)));
    }

    /**
     * @param hash null when there is no such account, which takes as long and is false
     * @param isKnown who asks goes before strangers
     * @throws ProblemException 503 when too many wait
     */
    boolean matches(Secret password, @Nullable String hash, boolean isKnown) {
        return run(
                isKnown,
                () -> matches(password.normalised(), hash)
                        || (!password.normalised().equals(password.reveal()) && matches(password.reveal(), hash)));
    }

    /** Takes as long whatever the hash is. Of an earlier version it may be one of a text in another form. */
    private boolean matches(String attempt, @Nullable String hash) {
        boolean digested = hash != null && hash.startsWith(DIGESTED);
        boolean readable = digested || isRead(attempt);
        String compared = digested ? digest(attempt) : attempt;
        String bare = hash == null ? dummyHash : hash.substring(digested ? DIGESTED.length() : 0);
        return bcrypt.matches(readable ? compared : "", bare) && readable && hash != null;
    }

    private static boolean isRead(String text) {
        return text.getBytes(UTF_8).length <= READ_BYTES;
    }

    private static String digest(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text));
    }

    private <T> T run(boolean isKnown, Supplier<T> work) {
        Semaphore waiting = isKnown ? knownPlaces : strangersPlaces;
        if (!waiting.tryAcquire()) {
            throw ProblemException.unavailable(ApiText.LOGINS_BUSY, Duration.ofSeconds(2));
        }
        try {
            Turn<T> turn = new Turn<>(isKnown, turns.getAndIncrement(), new CompletableFuture<>(), work);
            threads.execute(turn);
            return turn.result().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            waiting.release();
        }
    }

    /** What waits for a thread, in the order in which it gets one. */
    private record Turn<T>(boolean isKnown, long number, CompletableFuture<T> result, Supplier<T> work)
            implements Runnable, Comparable<Turn<?>> {

        private static final Comparator<Turn<?>> ORDER =
                Comparator.<Turn<?>, Boolean>comparing(Turn::isKnown).reversed().thenComparingLong(Turn::number);

        @Override
        public void run() {
            try {
                result.complete(work.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        @Override
        public int compareTo(Turn<?> other) {
            return ORDER.compare(this, other);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
