package io.tableorder.operability.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.SettingsAutoConfiguration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Tells whose access has ended, as every service that has Kafka knows it. */
@AutoConfiguration(after = SettingsAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class AccessAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(NeedsKafka.class)
    @ConditionalOnMissingBean(AccessEnds.class)
    static class OfTopic {

        @Bean
        AccessEnds accessEnds(InstantSource clock, MeterRegistry meters) {
            AccessEnds ends = new AccessEnds(clock);
            Gauge.builder("tableorder.access.ends", ends, AccessEnds::size)
                    .description(
                            "Ends of access that are remembered, as long as a token given out before may be valid.")
                    .register(meters);
            return ends;
        }

        @Bean
        AccessFollower accessFollower(
                KafkaClients clients,
                KafkaSettings kafka,
                AccessEnds ends,
                MeterRegistry meters,
                ObjectProvider<AccessTopicListener> listeners) {
            Counter unreadable = Counter.builder("tableorder.access.records.unreadable")
                    .description("Records of the topic order-access that were passed over, because they end no access.")
                    .register(meters);
            return new AccessFollower(
                    clients,
                    kafka.replicationFactor(),
                    ends,
                    unreadable,
                    listeners.orderedStream().toList());
        }
    }

    @Bean
    @ConditionalOnMissingBean
    AccessEnds noEnds(InstantSource clock) {
        return AccessEnds.withoutTopic(clock);
    }

    /** Only order-api writes; the others never make one. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    AccessRecords accessRecords(KafkaClients clients) {
        return new KafkaAccessRecords(clients);
    }
}
