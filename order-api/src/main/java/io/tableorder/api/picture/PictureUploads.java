package io.tableorder.api.picture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Takes pictures, a few at once: what is sent is held in memory while it arrives, and what is decoded takes tens of
 * megabytes for a moment. A place is taken before the first byte is read.
 */
@Component
public final class PictureUploads {

    /** A telephone's photograph has three to five megabytes; the screens send a tenth of one. */
    public static final int MAXIMUM_BYTES = 5 * 1024 * 1024;

    /** So many pictures arrive at once, 40 MB in all. */
    static final int MAXIMUM_ARRIVING = 8;

    /** One store cannot take the others' places. */
    static final int MAXIMUM_OF_STORE = 2;

    /** One after another: a picture takes a processor for a fraction of a second. */
    private static final int MAXIMUM_DECODED_AT_ONCE = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore arriving = new Semaphore(MAXIMUM_ARRIVING);
    private final Semaphore decoded = new Semaphore(MAXIMUM_DECODED_AT_ONCE, true);
    /** A store's places are kept while somebody holds one. */
    private final Cache<String, Semaphore> ofStores =
            Caffeine.newBuilder().weakValues().build();

    private final PictureStore store;

    PictureUploads(PictureStore store) {
        this.store = store;
    }

    /**
     * Reads, encodes and keeps a picture. The same picture again is the same one.
     *
     * @throws ProblemException 400 for what is no picture, 409 when the store has as many as it may have, 429 and 503 when
     *     too many come at once, 503 when PostgreSQL is away
     */
    public Picture take(String storeId, InputStream body) throws IOException {
        Semaphore ofStore = ofStores.get(storeId, _ -> new Semaphore(MAXIMUM_OF_STORE));
        if (!ofStore.tryAcquire()) {
            throw new ProblemException(
                    Problem.of(ErrorCode.RATE_LIMITED, ApiText.UPLOADS_BUSY).withRetryAfter(RETRY_AFTER));
        }
        try {
            if (!arriving.tryAcquire()) {
                throw ProblemException.unavailable(ApiText.UPLOADS_BUSY, RETRY_AFTER);
            }
            try {
                return store.keep(storeId, encoded(body.readAllBytes()));
            } finally {
                arriving.release();
            }
        } finally {
            ofStore.release();
        }
    }

    private Picture encoded(byte[] sent) {
        try {
            if (!decoded.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.unavailable(ApiText.UPLOADS_BUSY, RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(ApiText.UPLOADS_BUSY, RETRY_AFTER);
        }
        try {
            return PictureCodec.encode(sent);
        } finally {
            decoded.release();
        }
    }
}
