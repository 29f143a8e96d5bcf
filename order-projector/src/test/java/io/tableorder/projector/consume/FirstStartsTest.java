package io.tableorder.projector.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.testkit.EmptyDatabase;
import io.tableorder.testkit.TestServices;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class FirstStartsTest {
    private static final int INSTANCES = 4;
    private static final int TRIES = 20;

    @Test
    void instances_that_start_on_an_empty_database_at_once_migrate_it_once() throws Exception {
        try (EmptyDatabase database = TestServices.emptyDatabase();
                ExecutorService starts = Executors.newFixedThreadPool(INSTANCES)) {
            DriverManagerDataSource source = new DriverManagerDataSource(database.jdbcUrl());
            CyclicBarrier together = new CyclicBarrier(INSTANCES);
            List<SchemaMigration> migrations = Stream.generate(() -> new SchemaMigration(source))
                    .limit(INSTANCES)
                    .toList();

            var running = migrations.stream()
                    .map(migration -> starts.submit(() -> {
                        together.await();
                        for (int i = 0; i < TRIES && !migration.tryOnce(); i++) {
                            Thread.onSpinWait();
                        }
                        return migration.isDone();
                    }))
                    .toList();

            for (var start : running) {
                assertThat(start.get()).as("An instance has its schema").isTrue();
            }
            JdbcTemplate jdbc = new JdbcTemplate(source);
            assertThat(jdbc.queryForObject(
                            "SELECT count(*) FROM orders.flyway_schema_history WHERE NOT success", Long.class))
                    .isZero();
            assertThat(jdbc.queryForObject(
                            "SELECT count(*) - count(DISTINCT (version, description)) FROM orders.flyway_schema_history",
                            Long.class))
                    .as("Migrations that were made twice")
                    .isZero();
        }
    }
}
