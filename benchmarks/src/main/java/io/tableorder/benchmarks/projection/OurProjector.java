package io.tableorder.benchmarks.projection;

import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.consume.ProjectionLoop;
import io.tableorder.projector.consume.ProjectionObserver;
import io.tableorder.projector.consume.SchemaMigration;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.project.Applied;
import io.tableorder.projector.project.LiveProjection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The projector as order-projector runs it: schema, consumer group, a lane a partition, everything checked and parked. */
public final class OurProjector implements ProjectionObserver, AutoCloseable {
    private final AtomicLong firstStart = new AtomicLong();
    private final AtomicLong lastEnd = new AtomicLong();
    private final AtomicLong applied = new AtomicLong();
    private final AtomicLong parked = new AtomicLong();
    private final ProjectionLoop loop;

    public OurProjector(DataSource database, KafkaSettings kafka) {
        LiveProjection projection = new LiveProjection(
                RecordReader.of(kafka.partitions()),
                new JdbcTemplate(database),
                new TransactionTemplate(new JdbcTransactionManager(database)));
        loop = new ProjectionLoop(
                new SchemaMigration(database), ProjectionLoop.consumersOf(KafkaClients.of(kafka)), projection, this);
        loop.start();
    }

    @Override
    public void applied(int partition, Applied batch, Duration took) {
        long now = System.nanoTime();
        firstStart.compareAndSet(0, now - took.toNanos());
        lastEnd.accumulateAndGet(now, Math::max);
        parked.addAndGet(batch.parked().size());
        applied.addAndGet(batch.events().size());
    }

    /** Returns when so many events are in the read models. */
    public void awaitApplied(long events) throws InterruptedException {
        while (applied.get() < events) {
            if (parked.get() > 0) {
                throw new IllegalStateException(parked.get() + " events are parked, expected none");
            }
            Thread.sleep(5);
        }
    }

    /** Returns the time from the start of the first batch to the end of the last. */
    public double eventsPerSecond() {
        return applied.get() / ((lastEnd.get() - firstStart.get()) / 1e9);
    }

    @Override
    public void close() throws InterruptedException {
        loop.stop();
    }
}
