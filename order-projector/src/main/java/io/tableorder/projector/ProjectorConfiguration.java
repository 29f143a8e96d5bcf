package io.tableorder.projector;

import io.tableorder.operability.database.DatabaseCalls;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.operability.settings.Settings;
import io.tableorder.projector.consume.ProjectionLoop;
import io.tableorder.projector.consume.ProjectionObserver;
import io.tableorder.projector.consume.SchemaMigration;
import io.tableorder.projector.fold.RecordReader;
import io.tableorder.projector.project.LiveProjection;
import io.tableorder.projector.release.HttpWritePath;
import io.tableorder.projector.release.ParkedRelease;
import io.tableorder.projector.release.ParkedSkip;
import io.tableorder.projector.release.WritePath;
import io.tableorder.projector.settings.ProjectionSettings;
import io.tableorder.projector.text.ProjectorText;
import io.tableorder.wire.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts together. */
@Configuration(proxyBeanMethods = false)
class ProjectorConfiguration {

    /** Few people look at the projection, and the fold must keep connections. */
    private static final int MOST_REQUESTS = 4;

    /** An operator's screen asks every few seconds. */
    private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(3);

    @Bean
    ProjectionSettings projectionSettings(Settings settings) {
        return settings.of(ProjectionSettings.class);
    }

    /** Requests end in time while PostgreSQL is away. What folds waits for it instead, as long as it takes. */
    @Bean
    DatabaseCalls requestedReads() {
        return new DatabaseCalls(
                new DatabaseCalls.Bounds("requested-reads", MOST_REQUESTS, REQUEST_DEADLINE, REQUEST_DEADLINE),
                ProjectorText.READ_MODELS_AWAY);
    }

    @Bean
    LiveProjection liveProjection(KafkaSettings kafka, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new LiveProjection(RecordReader.of(kafka.partitions()), jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    ParkedRelease parkedRelease(LiveProjection live, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new ParkedRelease(live, jdbc, transactions);
    }

    @Bean
    WritePath writePath(Admin logAdmin, SecuritySettings security) {
        return new HttpWritePath(() -> logAdmin, new InstanceSignature(security, Clock.systemUTC()));
    }

    @Bean
    ParkedSkip parkedSkip(LiveProjection live, ParkedRelease release, WritePath writePath, JdbcTemplate jdbc) {
        return new ParkedSkip(live, release, writePath, jdbc);
    }

    @Bean
    SchemaMigration schemaMigration(DataSource database) {
        return new SchemaMigration(database);
    }

    @Bean
    ProjectionLoop projectionLoop(
            SchemaMigration migration, KafkaClients clients, LiveProjection projection, ProjectionObserver observer) {
        return new ProjectionLoop(migration, ProjectionLoop.consumersOf(clients), projection, observer);
    }

    @Bean
    ProjectionLifecycle projectionLifecycle(ProjectionLoop loop) {
        return new ProjectionLifecycle(loop);
    }

    /** Answers in the very JSON that the other services have. */
    @Bean
    JsonMapper jsonMapper() {
        return Json.mapper()
                .rebuild()
                // A member that is there twice has no value.
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** Answers questions about the log: its ends, and whether a broker is there. */
    @Bean
    Admin logAdmin(KafkaClients clients) {
        return clients.admin("order-projector-admin", Map.of());
    }
}
