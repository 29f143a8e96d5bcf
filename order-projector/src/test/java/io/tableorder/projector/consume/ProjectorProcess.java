package io.tableorder.projector.consume;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.project.LiveProjection;
import io.tableorder.projector.project.Projection;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The projection and nothing else: up in a second, where the whole service takes ten. As a process it is there to be killed. */
public final class ProjectorProcess {

    private static final int CONNECTION_PATIENCE_MILLIS = 1_000;

    private ProjectorProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        start(pool(System.getenv("DATABASE_URL")), KafkaLog.settings(System.getenv("KAFKA_BOOTSTRAP_SERVERS")));
        Thread.currentThread().join();
    }

    static HikariDataSource pool(String jdbcUrl) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(jdbcUrl);
        pool.setConnectionTimeout(CONNECTION_PATIENCE_MILLIS);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    /** In this process, until it is stopped. */
    public static ProjectionLoop start(DataSource source, KafkaSettings kafka) {
        return start(source, kafka, UnaryOperator.identity());
    }

    /** @param faulty makes of what gives the live projection what gives it with faults */
    static ProjectionLoop start(DataSource source, KafkaSettings kafka, UnaryOperator<Supplier<Projection>> faulty) {
        ProjectionLoop loop = new ProjectionLoop(
                new SchemaMigration(source),
                ProjectionLoop.consumersOf(KafkaClients.of(kafka)),
                faulty.apply(new LiveProjection(
                        RecordReader.of(kafka.partitions()),
                        new JdbcTemplate(source),
                        new TransactionTemplate(new JdbcTransactionManager(source)))),
                (_, _, _) -> {});
        loop.start();
        return loop;
    }
}
