package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.validation.Password;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.error.ProblemException;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords with bcrypt, never more at once than leaves the processor to orders. On threads of the
 * operating system, which takes turns with the rest; a virtual thread would hold its carrier for a whole hash.
 */
@Component
final class Passwords {

    /** 2^10 rounds, some 60 ms. */
    private static final int COST = 10;

    /** Waiting at most: at 60 ms each about four seconds' worth. Past it logins are answered 503. */
    private static final int MAXIMUM_WAITING = 64;

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(COST);
    /** Nobody's: checked when there is no account, so that the answer takes as long as when there is one. */
    private final String dummyHash = bcrypt.encode("nobody");

    private final ThreadPoolExecutor threads;

    Passwords() {
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAXIMUM_WAITING),
                Thread.ofPlatform().name("bcrypt-", 0).daemon().factory());
    }

    /** @throws ProblemException 503 when too many wait */
    String hash(Secret password) {
        return run(() -> bcrypt.encode(password.reveal()));
    }

    /**
     * @param hash null when there is no such account, which takes as long and is false
     * @throws ProblemException 503 when too many wait
     */
    boolean matches(Secret password, @Nullable String hash) {
        boolean readable = password.reveal().getBytes(StandardCharsets.UTF_8).length <= Password.MAXIMUM_BYTES;
        String attempt = readable ? password.reveal() : "";
        boolean equal = run(() -> bcrypt.matches(attempt, hash == null ? dummyHash : hash));
        return equal && readable && hash != null;
    }

    private <T> T run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (RejectedExecutionException e) {
            throw ProblemException.unavailable(ApiText.LOGINS_BUSY, Duration.ofSeconds(2));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
