package io.tableorder.projector.consume;

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
                    .load()
                    .migrate();
            LOG.info("The read models' schema is at version {}", result.targetSchemaVersion);
            done = true;
        } catch (FlywayValidateException e) {
            LOG.error("The read models' schema is not one this version knows; nothing is projected", e);
        } catch (FlywayException e) {
            LOG.warn("Waiting for PostgreSQL to migrate the read models: {}", e.getMessage());
        }
        return done;
    }
}
