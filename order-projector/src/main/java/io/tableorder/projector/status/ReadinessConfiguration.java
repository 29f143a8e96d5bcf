package io.tableorder.projector.status;

import io.tableorder.operability.health.DatabaseCheck;
import io.tableorder.operability.health.KafkaCheck;
import io.tableorder.operability.health.LivenessCheck;
import io.tableorder.operability.health.ReadinessCheck;
import io.tableorder.projector.consume.ProjectionLoop;
import io.tableorder.projector.consume.SchemaMigration;
import io.tableorder.projector.settings.ProjectionSettings;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** These checks cover what the projector cannot work without, and the thread that only a new process brings back. */
@Configuration(proxyBeanMethods = false)
class ReadinessConfiguration {
    @Bean
    ReadinessCheck databaseCheck(DataSource database) {
        return new DatabaseCheck(database);
    }

    @Bean
    ReadinessCheck kafkaCheck(Admin admin) {
        return new KafkaCheck(admin);
    }

    @Bean
    ReadinessCheck projectionCheck(ProjectionLoop loop, LagWatch watch, ProjectionSettings settings) {
        return new ProjectionCheck(loop, watch, settings);
    }

    @Bean
    ReadinessCheck migrationCheck(SchemaMigration migration) {
        return new MigrationCheck(migration);
    }

    @Bean
    LivenessCheck projectionThread(ProjectionLoop loop) {
        return LivenessCheck.of("projection-poll", loop::isAlive);
    }
}
