package io.tableorder.projector.consume;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the read models' schema up to date, whenever PostgreSQL is there to be asked. */
public final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    /** A migration takes the time that it takes; what bounds a batch is not for it. */
    private static final String WITHOUT_BOUNDS = "SET statement_timeout = 0; SET lock_timeout = 0";

    private final DataSource database;
    private volatile boolean done;

    public SchemaMigration(DataSource database) {
        this.database = database;
    }

    public boolean isDone() {
        return done;
    }

    boolean tryOnce() {
        try {
            MigrateResult result = Flyway.configure()
                    .dataSource(database)
                    .schemas("orders")
                    .locations("classpath:db/projection")
                    .initSql(WITHOUT_BOUNDS)
                    .load()
                    .migrate();
            renewConnections();
            LOG.info("The read models' schema is at version {}", result.targetSchemaVersion);
            done = true;
        } catch (FlywayValidateException e) {
            LOG.error("The read models' schema is not one this version knows; nothing is projected", e);
        } catch (FlywayException e) {
            LOG.warn("Waiting for PostgreSQL to migrate the read models: {}", e.getMessage());
        }
        return done;
    }

    /** Batches must not get the connection that is without bounds. */
    private void renewConnections() {
        if (database instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }
}
