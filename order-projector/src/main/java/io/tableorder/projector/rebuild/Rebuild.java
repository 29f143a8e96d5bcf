package io.tableorder.projector.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.project.Projection;
import io.tableorder.projector.rebuild.RebuildProgress.Phase;
import io.tableorder.projector.rebuild.RebuildRequest.Build;
import io.tableorder.projector.rebuild.RebuildRequest.Clean;
import io.tableorder.projector.rebuild.RebuildRequest.Rollback;
import io.tableorder.projector.rebuild.RebuildRequest.SwitchToBuilt;
import io.tableorder.projector.table.Generation;
import io.tableorder.projector.table.Generation.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Rebuilds the read models beside the live ones. Killed at any moment it leaves the live ones as they are, and the next
 * start goes on where it was.
 */
public final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    /** Each is a consumer, a connection and a thread that decodes while another one's rows are written. */
    private static final int LANES = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    private final HikariDataSource service;
    private final IntFunction<Consumer<byte[], byte[]>> consumers;
    private final RecordReader reader;
    private final Duration patience;

    /**
     * @param service the pool whose address is used; none of its connections are
     * @param consumers such as {@link BulkConsumers#of} gives
     * @param reader reads records as the live projection does
     */
    public Rebuild(HikariDataSource service, IntFunction<Consumer<byte[], byte[]>> consumers, RecordReader reader) {
        this(service, consumers, reader, OlderSnapshots.PATIENCE);
    }

    /** @param patience with transactions from before a switch */
    Rebuild(
            HikariDataSource service,
            IntFunction<Consumer<byte[], byte[]>> consumers,
            RecordReader reader,
            Duration patience) {
        this.reader = reader;
        this.service = service;
        this.consumers = consumers;
        this.patience = patience;
    }

    /**
     * Takes as long as it takes.
     *
     * @throws RebuildFailedException when it cannot be done, or another one is under way
     */
    public RebuildOutcome run(RebuildRequest request, RebuildProgress progress) {
        try (RebuildDatabase database = RebuildDatabase.beside(service, LANES);
                RebuildLock _ = RebuildLock.take(database.dataSource())) {
            return new Run(database, progress).run(request);
        } catch (DataAccessException e) {
            throw new RebuildFailedException("PostgreSQL failed: " + e.getMessage(), e);
        }
    }

    /** A run has the lock held. */
    private final class Run {
        private final RebuildDatabase database;
        private final RebuildProgress progress;
        private final Generations generations;
        private final GenerationSqlTables tables;
        private final Generation live;

        Run(RebuildDatabase database, RebuildProgress progress) {
            this.database = database;
            this.progress = progress;
            this.generations = new Generations(database.jdbc());
            this.tables = new GenerationSqlTables(database.jdbc());
            this.live = generations.live();
        }

        RebuildOutcome run(RebuildRequest request) {
            return switch (request) {
                case Build build ->
                    build(
                            generations.building().orElseGet(() -> begin(build.why())),
                            build.compareOnly(),
                            build.acceptedDifferences());
                case SwitchToBuilt built ->
                    build(
                            generations
                                    .building()
                                    .orElseThrow(() -> new RebuildFailedException(
                                            "No other generation is built: start a rebuild first")),
                            false,
                            built.acceptedDifferences());
                case Rollback _ -> rollBack();
                case Clean _ -> clean();
            };
        }

        private Generation begin(String why) {
            Generation created = generations.next();
            database.transactions().executeWithoutResult(status -> {
                tables.create(live, created);
                generations.begin(created, why);
            });
            LOG.info("Building {} beside {}: {}", created.schema(), live.schema(), why);
            return created;
        }

        private RebuildOutcome build(Generation building, boolean compareOnly, @Nullable String accepted) {
            Projection projection = projection(building, State.BUILDING);
            try (BulkReader reader = new BulkReader(consumers, projection, progress, LANES)) {
                CatchUp catchUp = catchUp(reader, projection, State.BUILDING);
                catchUp.once(live, Phase.READING);
                progress.enter(Phase.INDEXING);
                tables.createSecondaryIndexes(live, building);
                tables.analyze(building);
                Comparison comparison = compare(building, catchUp);
                if (compareOnly) {
                    return new RebuildOutcome.Built(comparison);
                }
                if (!comparison.isEqual() && accepted == null) {
                    return new RebuildOutcome.Differs(comparison);
                }
                switchTo(building, catchUp, comparison.isEqual() ? null : accepted);
                return new RebuildOutcome.Switched(live.schema(), building.schema(), comparison);
            }
        }

        private Comparison compare(Generation building, CatchUp catchUp) {
            try (LevelSnapshot snapshot = LevelSnapshot.take(database, catchUp, live)) {
                progress.enter(Phase.COMPARING);
                return new Comparer(snapshot.jdbc(), live, building).compare();
            }
        }

        private RebuildOutcome rollBack() {
            Generation previous = generations
                    .previous()
                    .orElseThrow(() -> new RebuildFailedException("There is no previous generation to go back to"));
            Projection projection = projection(previous, State.PREVIOUS);
            try (BulkReader reader = new BulkReader(consumers, projection, progress, LANES)) {
                switchTo(previous, catchUp(reader, projection, State.PREVIOUS), null);
                return new RebuildOutcome.Switched(live.schema(), previous.schema(), null);
            }
        }

        private void switchTo(Generation other, CatchUp catchUp, @Nullable String accepted) {
            new Switch(database, progress, patience).perform(catchUp, live, other, accepted);
            LOG.info("Queries are shown {} instead of {}", other.schema(), live.schema());
        }

        private Projection projection(Generation generation, State state) {
            progress.into(generation.schema());
            return new Projection(generation, state, reader, database.jdbc(), database.transactions());
        }

        private CatchUp catchUp(BulkReader reader, Projection projection, State state) {
            ReleasedBeside released = new ReleasedBeside(database, live, projection, state);
            return new CatchUp(database.jdbc(), projection.generation(), reader, released, progress);
        }

        private RebuildOutcome clean() {
            new Switch(database, progress, patience).requireSettled(live);
            List<String> dropped = new ArrayList<>();
            for (Generations.Row row : generations.all()) {
                if (row.state() != State.LIVE) {
                    database.transactions().executeWithoutResult(status -> {
                        generations.forget(row.generation());
                        tables.drop(row.generation());
                    });
                    dropped.add(row.generation().schema());
                }
            }
            LOG.info("Dropped {}; {} is live", dropped, live.schema());
            return new RebuildOutcome.Cleaned(live.schema(), dropped);
        }
    }
}
