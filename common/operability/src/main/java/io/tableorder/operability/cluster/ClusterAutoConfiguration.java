package io.tableorder.operability.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.cluster.ClusterInspection;
import io.tableorder.cluster.Shortfall;
import io.tableorder.identity.ClientPositions;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.SettingsAutoConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Watches the cluster in every service that asks it questions. */
@AutoConfiguration(after = SettingsAutoConfiguration.class)
public class ClusterAutoConfiguration {

    /** The cluster says which log its positions are of. */
    @Bean
    ClientPositions clientPositions() {
        return new ClientPositions();
    }

    @Bean
    @ConditionalOnBean(Admin.class)
    ClusterWatch clusterWatch(Admin admin, KafkaSettings kafka, ClientPositions positions, MeterRegistry meters) {
        ClusterInspection inspection =
                new ClusterInspection(admin, kafka.partitions(), kafka.replicationFactor(), positions);
        ClusterWatch watch = new ClusterWatch(inspection::shortfalls);
        for (Shortfall.Kind kind : Shortfall.Kind.values()) {
            Gauge.builder("tableorder.cluster.shortfalls", watch, each -> each.count(kind))
                    .description("Settings of Kafka and losses in it that break what the log promises, by kind.")
                    .tag("kind", kind.label())
                    .register(meters);
        }
        return watch;
    }
}
