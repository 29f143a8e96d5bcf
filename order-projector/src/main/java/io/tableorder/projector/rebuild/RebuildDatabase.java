package io.tableorder.projector.rebuild;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A rebuild's own few connections, so that it takes none from the live projection. Closed with the rebuild. */
final class RebuildDatabase implements AutoCloseable {
    /**
     * A rebuild needs these connections beside the lanes': the lock, the hold on the live generation, the snapshot
     * compared in, and one to look around.
     */
    private static final int BESIDE_LANES = 4;

    /**
     * A crash of PostgreSQL may then undo the last moments, of which the positions are part: a restarted rebuild goes on
     * from there. The switch itself waits for the disk.
     */
    private static final String SETTINGS = "SET synchronous_commit = off; SET maintenance_work_mem = '128MB'";

    private final HikariDataSource pool;

    private RebuildDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Opens connections with the address and credentials of the service's own pool. */
    static RebuildDatabase beside(HikariDataSource service, int lanes) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(service.getJdbcUrl());
        config.setUsername(service.getUsername());
        config.setPassword(service.getPassword());
        config.setConnectionTimeout(service.getConnectionTimeout());
        service.getDataSourceProperties()
                .forEach((name, value) -> config.addDataSourceProperty(name.toString(), value));
        config.setPoolName("rebuild");
        config.setMinimumIdle(0);
        // Whoever asks for a connection first is told what is wrong.
        config.setInitializationFailTimeout(-1);
        config.setMaximumPoolSize(lanes + BESIDE_LANES);
        config.setConnectionInitSql(SETTINGS);
        // An index over everything takes longer than any statement of the service may.
        config.addDataSourceProperty("socketTimeout", 0);
        config.addDataSourceProperty("ApplicationName", "order-rebuild");
        return new RebuildDatabase(new HikariDataSource(config));
    }

    HikariDataSource dataSource() {
        return pool;
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(pool);
    }

    TransactionTemplate transactions() {
        return new TransactionTemplate(transactionManager());
    }

    PlatformTransactionManager transactionManager() {
        return new JdbcTransactionManager(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
