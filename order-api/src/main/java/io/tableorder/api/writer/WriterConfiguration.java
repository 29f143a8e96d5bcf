package io.tableorder.api.writer;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.ServerSettings;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the write path together. */
@Configuration(proxyBeanMethods = false)
class WriterConfiguration {

    @Bean
    WriterMetrics writerMetrics(MeterRegistry registry) {
        return new WriterMetrics(registry);
    }

    @Bean
    WriterLifecycle writerLifecycle(KafkaSettings kafka, ServerSettings server, WriterMetrics metrics, Clock clock) {
        KafkaWriterClients clients = new KafkaWriterClients(kafka.clientProperties());
        Set<Integer> fenced = ConcurrentHashMap.newKeySet();
        List<PartitionWriter> writers = writers(kafka.partitions(), clients, clock, metrics, fenced::add);
        Map<String, Object> group =
                WriterOwnership.settings(kafka.clientProperties(), server.advertisedUrl(server.port()));
        WriterOwnership ownership = new WriterOwnership(
                Topics.ORDER_EVENTS,
                writers,
                fenced,
                () -> new KafkaConsumer<>(group, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        WriterLifecycle lifecycle = new WriterLifecycle(kafka, clients, writers, ownership);
        metrics.watch(lifecycle::openPartitions);
        return lifecycle;
    }

    @Bean
    LocalWriter localWriter(WriterLifecycle lifecycle, WriterMetrics metrics) {
        return new LocalCommandGateway(lifecycle.writers(), metrics);
    }

    static List<PartitionWriter> writers(
            int partitions,
            KafkaPartitionLog.WriterClients clients,
            Clock clock,
            WriterMetrics metrics,
            IntConsumer onFenced) {
        EventCodec codec = new EventCodec();
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new PartitionWriter(
                        partition, new KafkaPartitionLog(partition, clients, codec), codec, clock, metrics, onFenced))
                .toList();
    }
}
