package io.tableorder.api.account;

import io.tableorder.api.database.DatabaseAbsence;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * PostgreSQL as the account package uses it: an answer within {@link #DEADLINE}, or a 503. Without this a login would
 * hang for the pool's whole patience (DB_POOL_TIMEOUT) whenever the database is away.
 */
@Component
final class AccountDatabase {

    /** A look-up by key takes a millisecond; a person at a login form gives up after a few seconds. */
    static final Duration DEADLINE = Duration.ofSeconds(3);

    /** At once; below the pool's smallest usual size, so that logins never take every connection from the queries. */
    private static final int MAXIMUM_CALLS = 8;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Wording AWAY = new Wording(
            "로그인과 계정 기능을 잠시 사용할 수 없습니다. 주문은 계속 가능합니다. 곧 다시 시도하세요",
            "Logins and accounts are unavailable for a moment, orders are not: try again shortly");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Semaphore calls = new Semaphore(MAXIMUM_CALLS);

    AccountDatabase(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        // Not JPA's, which would open a session beside each of these plain statements.
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Runs {@code work} in a transaction of its own.
     *
     * @throws ProblemException 503 when the database is away, busy beyond the bound or not migrated
     */
    <T extends @Nullable Object> T call(Function<JdbcClient, T> work) {
        try {
            if (!calls.tryAcquire(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw away(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("accounts").start(() -> {
            try {
                result.complete(inTransaction(work));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            } finally {
                calls.release();
            }
        });
        return await(result, worker);
    }

    @SuppressWarnings("NullAway") // execute returns what the work returns, null only if T may be
    private <T extends @Nullable Object> T inTransaction(Function<JdbcClient, T> work) {
        return transactions.execute(_ -> work.apply(jdbc));
    }

    private static <T extends @Nullable Object> T await(Future<T> result, Thread worker) {
        try {
            return result.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            worker.interrupt();
            throw away(e);
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            throw away(e);
        } catch (ExecutionException e) {
            if (DatabaseAbsence.isBehind(e)) {
                throw away(e);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static ProblemException away(@Nullable Throwable cause) {
        return new ProblemException(
                ProblemException.unavailable(AWAY, RETRY_AFTER).problem(), cause);
    }
}
