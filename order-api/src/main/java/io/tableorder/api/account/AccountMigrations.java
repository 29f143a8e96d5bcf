package io.tableorder.api.account;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings schema {@code accounts} up to date beside the running service, and what is encrypted there, as soon as there is a database. */
@Component
final class AccountMigrations extends BackgroundTask {

    private static final Logger log = LoggerFactory.getLogger(AccountMigrations.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** Logins are back at most this long after the database is; one log line as often while it is not. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A migration takes the time that it takes; what bounds a query is not for it. */
    private static final String WITHOUT_BOUNDS = "SET statement_timeout = 0; SET lock_timeout = 0";

    private final Flyway flyway;
    private final DataSource dataSource;
    private final SecondFactors factors;

    AccountMigrations(DataSource dataSource, SecondFactors factors) {
        super("account-migrations");
        this.dataSource = dataSource;
        this.factors = factors;
        this.flyway = Flyway.configure()
                .dataSource(dataSource)
                .schemas("accounts")
                .defaultSchema("accounts")
                .table("flyway_schema_history")
                .locations("classpath:db/accounts")
                .initSql(WITHOUT_BOUNDS)
                .load();
    }

    @Override
    void run() {
        Duration pause = FIRST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                flyway.migrate();
                renewConnections();
                factors.renewKeys();
                log.info("Schema accounts is up to date");
                return;
            } catch (RuntimeException e) {
                log.warn(
                        "Schema accounts cannot be migrated yet, trying again in {} ms: {}",
                        pause.toMillis(),
                        reason(e));
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Queries must not get the connection that is without bounds. */
    private void renewConnections() {
        if (dataSource instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
