package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.database.DatabaseCalls;
import io.tableorder.operability.error.ProblemException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** PostgreSQL as the account package uses it: a transaction a call, and an answer within {@link #DEADLINE}, or a 503. */
@Component
final class AccountDatabase {

    /** A look-up by key takes a millisecond; a person at a login form gives up after a few seconds. */
    static final Duration DEADLINE = Duration.ofSeconds(3);

    /**
     * So many calls run at once; below the pool's smallest usual size, so that logins never take every connection from
     * the queries.
     */
    private static final int MAXIMUM_CALLS = 8;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final DatabaseCalls calls = new DatabaseCalls(
            new DatabaseCalls.Bounds("accounts", MAXIMUM_CALLS, DEADLINE, DEADLINE), ApiText.ACCOUNTS_AWAY);

    AccountDatabase(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        // Not JPA's, which would open a session beside each of these plain statements.
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Runs {@code work} in a transaction of its own, which a thrown exception rolls back. Never from inside another's
     * work: the calls at once are few, and those that hold one would wait for each other.
     *
     * @throws ProblemException 503 when the database is away, busy beyond the bound or not migrated
     */
    <T extends @Nullable Object> T call(Function<JdbcClient, T> work) {
        return calls.call(() -> inTransaction(work));
    }

    @SuppressWarnings("NullAway") // execute returns what the work returns, null only if T may be
    private <T extends @Nullable Object> T inTransaction(Function<JdbcClient, T> work) {
        return transactions.execute(_ -> work.apply(jdbc));
    }
}
