package io.tableorder.operability.cipher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.access.NeedsKafka;
import io.tableorder.operability.health.LivenessCheck;
import io.tableorder.operability.health.ObstacleCheck;
import io.tableorder.operability.health.ReadinessCheck;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.SettingsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Lets every service that has Kafka read free text, as far as its keys are there. */
@AutoConfiguration(after = SettingsAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class CipherAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(NeedsKafka.class)
    @ConditionalOnMissingBean(TextKeys.class)
    static class OfTopic {

        @Bean
        TextKeys textKeys(MeterRegistry meters) {
            TextKeys keys = new TextKeys();
            Gauge.builder("tableorder.text.keys", keys, TextKeys::size)
                    .description("Stores whose keys of free text this instance knows.")
                    .register(meters);
            return keys;
        }

        @Bean
        TextKeyFollower textKeyFollower(KafkaClients clients, TextKeys keys, MeterRegistry meters) {
            Counter unreadable = Counter.builder("tableorder.text.keys.unreadable")
                    .description(
                            "Records of the topic order-text-keys that were passed over, because they are no keys.")
                    .register(meters);
            return new TextKeyFollower(clients, keys, unreadable);
        }

        /** Returns the check that keys have been read: without them every text would look erased. What is known is not lost with Kafka. */
        @Bean
        ReadinessCheck textKeysCheck(TextKeyFollower follower) {
            return new ObstacleCheck("text_keys", follower::obstacle);
        }

        @Bean
        LivenessCheck textKeysThread(TextKeyFollower follower) {
            return LivenessCheck.of("text-key-follower", follower::isAlive);
        }
    }
}
