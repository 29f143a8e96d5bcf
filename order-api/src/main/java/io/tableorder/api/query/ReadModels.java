package io.tableorder.api.query;

import io.tableorder.api.database.DatabaseCalls;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The read models as queries use them: one moment per answer, and an answer in time. */
@Component
final class ReadModels {
    /** The slowest honest query, a month's numbers of a busy store, takes a tenth of it. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    /** At once, waiting for a connection or using one. More would only wait longer: the pool has some 15. */
    private static final int MAXIMUM_QUERIES = 128;

    private static final Wording AWAY = new Wording(
            "조회 기능을 잠시 사용할 수 없습니다. 주문은 계속 가능합니다. 곧 다시 시도하세요",
            "Queries are unavailable for a moment, orders are not: try again shortly");

    private final TransactionTemplate snapshot;
    private final DatabaseCalls calls =
            new DatabaseCalls(new DatabaseCalls.Bounds("query", MAXIMUM_QUERIES, Duration.ZERO, DEADLINE), AWAY);

    ReadModels(PlatformTransactionManager transactions) {
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        // A board is several queries; an event between two of them must not show in half of it.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Runs a query against one moment of the read models, on another thread.
     *
     * @throws ProblemException 503 when PostgreSQL is away, too busy or not migrated
     */
    <T> T read(Supplier<T> query) {
        return calls.call(() -> snapshot.execute(_ -> query.get()));
    }
}
