package io.tableorder.benchmarks.intake;

import io.tableorder.event.Role;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.settings.KafkaSettings;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Intake is measured against these endpoints: the same server, filters, token and body, doing nothing or one plain
 * produce.
 */
@Configuration(proxyBeanMethods = false)
class YardstickEndpoints {

    static final String NO_OP = "/benchmark/no-op";
    static final String PRODUCE = "/benchmark/produce";
    static final String TOPIC = "benchmark-plain";

    /** What an order's event weighs. */
    private static final int EVENT_BYTES = 800;

    @Bean
    AccessPolicy yardstickAccess() {
        return rules -> rules.allow(HttpMethod.POST, NO_OP, Role.TABLE).allow(HttpMethod.POST, PRODUCE, Role.TABLE);
    }

    @Bean
    KafkaProducer<byte[], byte[]> plainProducer(KafkaSettings kafka) {
        Map<String, Object> settings = kafka.clientProperties();
        settings.put("acks", "all");
        settings.put("linger.ms", 0);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @RestController
    static class Yardsticks {

        private final KafkaProducer<byte[], byte[]> producer;

        Yardsticks(KafkaProducer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        @PostMapping(NO_OP)
        Map<String, Object> noOp(@RequestBody byte[] body) {
            return Map.of("bytes", body.length);
        }

        @PostMapping(PRODUCE)
        Map<String, Object> produce(@RequestBody byte[] body) throws ExecutionException, InterruptedException {
            var sent = producer.send(new ProducerRecord<>(TOPIC, new byte[EVENT_BYTES]))
                    .get();
            return Map.of("offset", sent.offset());
        }
    }
}
