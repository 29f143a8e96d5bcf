package io.tableorder.api.picture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tableorder.api.text.ApiText;
import io.tableorder.operability.database.DatabaseCalls;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the bytes of pictures, each once, and which stores have sent it. What a store has counts towards its own bound,
 * also where another store has sent the same.
 */
@Component
public final class PictureStore {

    /** A store has so many bytes of pictures at most: some 500 of 200 KB, for a menu of a hundred dishes. */
    static final long MAXIMUM_BYTES_OF_STORE = 100L * 1024 * 1024;

    /** A picture that no dish shows is kept so long: whoever sent it has not saved the dish yet, or brings it back. */
    static final Duration KEPT_UNUSED = Duration.ofDays(7);

    /** The pictures that tablets load in one evening; browsers keep them for good. */
    private static final long CACHED_BYTES = 16L * 1024 * 1024;

    /** Anybody may ask, so pictures take little of the pool that logins and queries use. */
    private static final int MAXIMUM_CALLS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final long maximumBytesOfStore;
    private final DatabaseCalls calls = new DatabaseCalls(
            new DatabaseCalls.Bounds("pictures", MAXIMUM_CALLS, PATIENCE, DEADLINE), ApiText.PICTURES_AWAY);
    private final Cache<String, Picture> cache = Caffeine.newBuilder()
            .maximumWeight(CACHED_BYTES)
            .<String, Picture>weigher((_, picture) -> picture.jpeg().length)
            .build();

    @Autowired
    PictureStore(DataSource dataSource, Clock clock) {
        this(dataSource, clock, MAXIMUM_BYTES_OF_STORE);
    }

    PictureStore(DataSource dataSource, Clock clock, long maximumBytesOfStore) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.clock = clock;
        this.maximumBytesOfStore = maximumBytesOfStore;
    }

    /**
     * Returns the picture of this id, for whoever asks.
     *
     * @throws ProblemException 503 when PostgreSQL is away and the picture is not one of those just served
     */
    public Optional<Picture> find(String pictureId) {
        if (!ID.matcher(pictureId).matches()) {
            return Optional.empty();
        }
        Picture cached = cache.getIfPresent(pictureId);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<Picture> read = read(pictureId);
        read.ifPresent(picture -> cache.put(pictureId, picture));
        return read;
    }

    private Optional<Picture> read(String pictureId) {
        return call(db -> db.sql("SELECT width, height, jpeg FROM accounts.pictures WHERE picture_id = ?")
                .param(pictureId)
                .query((row, _) -> new Picture(pictureId, row.getInt(1), row.getInt(2), row.getBytes(3)))
                .optional());
    }

    /**
     * Keeps a picture for a store. One that the store has is young again, and costs nothing.
     *
     * @throws ProblemException 409 when the store would have more than it may; 503 when PostgreSQL is away
     */
    Picture keep(String storeId, Picture picture) {
        Instant now = clock.instant();
        return call(db -> {
            // One upload at a time: the sum is right, and no picture goes that another store is just sending.
            db.sql("LOCK TABLE accounts.store_pictures IN SHARE ROW EXCLUSIVE MODE")
                    .update();
            if (!isKept(db, storeId, picture, now)) {
                makeRoom(db, storeId, picture, now);
                insert(db, storeId, picture, now);
            }
            return picture;
        });
    }

    private static boolean isKept(JdbcClient db, String storeId, Picture picture, Instant now) {
        return db.sql("UPDATE accounts.store_pictures SET sent_at = ? WHERE store_id = ? AND picture_id = ?")
                        .params(Timestamp.from(now), storeId, picture.pictureId())
                        .update()
                > 0;
    }

    private void makeRoom(JdbcClient db, String storeId, Picture picture, Instant now) {
        if (bytesOf(db, storeId) + picture.jpeg().length > maximumBytesOfStore) {
            removeUnused(db, storeId, now);
        }
        if (bytesOf(db, storeId) + picture.jpeg().length > maximumBytesOfStore) {
            throw new ProblemException(ErrorCode.CONFLICT, ApiText.PICTURES_FULL.with(maximumBytesOfStore >> 20));
        }
    }

    private static long bytesOf(JdbcClient db, String storeId) {
        return db.sql("SELECT coalesce(sum(bytes), 0) FROM accounts.store_pictures WHERE store_id = ?")
                .param(storeId)
                .query(Long.class)
                .single();
    }

    /**
     * Removes what no dish of any store shows: a dish may show a picture that another store has sent. Read models without a
     * dish of this store say nothing, since they may just be filled anew.
     */
    private static void removeUnused(JdbcClient db, String storeId, Instant now) {
        List<String> removed = db.sql("""
                        DELETE FROM accounts.store_pictures p
                        WHERE p.store_id = :store AND p.sent_at < :before
                          AND EXISTS (SELECT FROM orders.menus m WHERE m.store_id = :store)
                          AND NOT EXISTS (SELECT FROM orders.menus m WHERE m.image_url = :path || p.picture_id)
                        RETURNING p.picture_id""")
                .param("store", storeId)
                .param("before", Timestamp.from(now.minus(KEPT_UNUSED)))
                .param("path", Picture.PATH)
                .query(String.class)
                .list();
        if (!removed.isEmpty()) {
            db.sql("""
                            DELETE FROM accounts.pictures p WHERE p.picture_id IN (:removed)
                              AND NOT EXISTS (SELECT FROM accounts.store_pictures s WHERE s.picture_id = p.picture_id)""").param("removed", removed).update();
        }
    }

    private static void insert(JdbcClient db, String storeId, Picture picture, Instant now) {
        db.sql("""
                        INSERT INTO accounts.pictures (picture_id, width, height, jpeg, sent_at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (picture_id) DO NOTHING""")
                .params(picture.pictureId(), picture.width(), picture.height(), picture.jpeg(), Timestamp.from(now))
                .update();
        db.sql("INSERT INTO accounts.store_pictures (store_id, picture_id, bytes, sent_at) VALUES (?, ?, ?, ?)")
                .params(storeId, picture.pictureId(), picture.jpeg().length, Timestamp.from(now))
                .update();
    }

    @SuppressWarnings("NullAway") // execute returns what the work returns, which is never null here
    private <T> T call(Function<JdbcClient, T> work) {
        return calls.call(() -> transactions.execute(_ -> work.apply(jdbc)));
    }
}
