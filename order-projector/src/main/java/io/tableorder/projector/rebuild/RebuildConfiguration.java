package io.tableorder.projector.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.projector.fold.RecordReader;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RebuildConfiguration {
    @Bean
    RebuildService rebuildService(DataSource database, KafkaSettings kafka, KafkaClients clients) throws SQLException {
        return new RebuildService(new Rebuild(
                database.unwrap(HikariDataSource.class),
                BulkConsumers.of(clients),
                RecordReader.of(kafka.partitions())));
    }
}
