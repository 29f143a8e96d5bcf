package io.tableorder.operability.kafka;

import java.util.Map;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Stands in for Boot's own configuration of Kafka, without the beans of it that nobody here uses. The customizers are
 * those of Boot that add the metrics. Lazy, since not every program that has this on its class path has a cluster.
 */
@AutoConfiguration
@EnableConfigurationProperties(KafkaProperties.class)
@Lazy
class KafkaClientsAutoConfiguration {

    private final KafkaProperties kafka;
    private final ObjectProvider<SslBundles> bundles;

    KafkaClientsAutoConfiguration(KafkaProperties kafka, ObjectProvider<SslBundles> bundles) {
        this.kafka = kafka;
        this.bundles = bundles;
    }

    @Bean
    OwnConsumerFactory kafkaConsumerFactory(ObjectProvider<DefaultKafkaConsumerFactoryCustomizer> customizers) {
        var factory = new OwnConsumerFactory(withBundle(
                kafka.buildConsumerProperties(), kafka.getConsumer().getSsl().getBundle()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(factory));
        return factory;
    }

    @Bean
    OwnProducerFactory kafkaProducerFactory(ObjectProvider<DefaultKafkaProducerFactoryCustomizer> customizers) {
        var factory = new OwnProducerFactory(withBundle(
                kafka.buildProducerProperties(), kafka.getProducer().getSsl().getBundle()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(factory));
        return factory;
    }

    @Bean
    KafkaClients kafkaClients(OwnConsumerFactory consumers, OwnProducerFactory producers) {
        return new SpringKafkaClients(
                consumers,
                producers,
                withBundle(
                        kafka.buildAdminProperties(), kafka.getAdmin().getSsl().getBundle()));
    }

    /** The form in which Boot gives a client its bundle. */
    private Map<String, Object> withBundle(Map<String, Object> properties, @Nullable String own) {
        String bundle = own != null ? own : kafka.getSsl().getBundle();
        if (bundle != null) {
            properties.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
            properties.put(SslBundle.class.getName(), bundles.getObject().getBundle(bundle));
        }
        return properties;
    }
}
