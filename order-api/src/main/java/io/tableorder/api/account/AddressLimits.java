package io.tableorder.api.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.tableorder.api.settings.LoginSettings;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Bounds what one address tries, under whatever names, before any of it costs a password's check. Counted in memory, so by
 * this instance alone; what counts across instances is {@link LoginGuard}'s.
 */
@Component
final class AddressLimits {

    /** A place in the row of a whole restaurant whose tablets come back at once; at 60 ms each a second's work. */
    private static final int MAXIMUM_AT_ONCE = 16;

    /** Once it has spent its failures, an address may be wrong again this often: a guess every three seconds. */
    private static final int FAILURES_PER_MINUTE = 20;

    /** Addresses remembered, at some 400 bytes each about 20 MB. Past it those asked for least recently begin anew. */
    private static final int MAXIMUM_ADDRESSES = 50_000;

    /** Any bucket is full again by then. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(2);

    private record Limits(Bucket failures, Semaphore places) {}

    private final Cache<String, Limits> addresses;
    private final int maximumFailures;

    AddressLimits(LoginSettings settings) {
        this.maximumFailures = settings.failuresPerAddress();
        this.addresses = Caffeine.newBuilder()
                .maximumSize(MAXIMUM_ADDRESSES)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build();
    }

    private Limits limitsOf(String network) {
        return addresses.get(
                network,
                _ -> new Limits(
                        Bucket.builder()
                                .addLimit(limit -> limit.capacity(maximumFailures)
                                        .refillGreedy(FAILURES_PER_MINUTE, Duration.ofMinutes(1)))
                                .build(),
                        new Semaphore(MAXIMUM_AT_ONCE)));
    }

    /** One attempt that is under way. It counts as a failure until it is known to be none. */
    static final class Attempt implements AutoCloseable {

        private final Limits limits;

        private Attempt(Limits limits) {
            this.limits = limits;
        }

        void isNoFailure() {
            limits.failures().addTokens(1);
        }

        @Override
        public void close() {
            limits.places().release();
        }
    }

    /** @throws ProblemException 429 when this network has failed too often, or tries too much at once */
    Attempt begin(String network) {
        Limits limits = limitsOf(network);
        if (!limits.places().tryAcquire()) {
            throw new ProblemException(Problem.of(ErrorCode.TOO_MANY_ATTEMPTS, ApiText.NETWORK_LOGINS_BUSY)
                    .withRetryAfter(RETRY_WHEN_BUSY));
        }
        ConsumptionProbe probe = limits.failures().tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            limits.places().release();
            Duration left = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1);
            throw new ProblemException(
                    Problem.of(ErrorCode.TOO_MANY_ATTEMPTS, ApiText.LOGINS_FAILED_TOO_OFTEN.with(left.toSeconds()))
                            .withRetryAfter(left));
        }
        return new Attempt(limits);
    }
}
