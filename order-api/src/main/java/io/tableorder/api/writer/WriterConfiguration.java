package io.tableorder.api.writer;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.api.settings.WriterSettings;
import io.tableorder.operability.cipher.TextKeys;
import io.tableorder.operability.health.KafkaCheck;
import io.tableorder.operability.health.LivenessCheck;
import io.tableorder.operability.health.ObstacleCheck;
import io.tableorder.operability.health.ReadinessCheck;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.ServerSettings;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.Topics;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
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
    WriterLifecycle writerLifecycle(
            KafkaSettings kafka,
            KafkaClients kafkaClients,
            ServerSettings server,
            WriterSettings settings,
            WriterMetrics metrics,
            TextKeys textKeys,
            Clock clock) {
        String advertisedUrl = server.internal().url();
        KafkaWriterClients clients = new KafkaWriterClients(kafkaClients);
        EventCodec codec = new EventCodec();
        LogTopics topics = new LogTopics(clients, kafka.partitions(), kafka.replicationFactor());
        TransactionalLog transactionalLog =
                new KafkaTransactionalLog(clients, topics, codec, KafkaTransactionalLog.newWriterId(advertisedUrl));
        Checkpointer checkpointer = new Checkpointer(topics::ensureCheckpoints);
        ReceiptMemory receiptMemory = new ReceiptMemory(settings.maximumReceiptBytes(), metrics);
        PartyTexts texts = new PartyTexts(new SecureRandom(), textKeys::learn);
        CommandProcessor writer = new CommandProcessor(
                transactionalLog, kafka.partitions(), codec, clock, checkpointer, texts, receiptMemory, metrics);
        Restorer restorer = new Restorer(transactionalLog, writer, receiptMemory, clock, metrics);
        WriterOwnership ownership = new WriterOwnership(
                Topics.ORDER_EVENTS,
                writer,
                transactionalLog,
                new Claims(Topics.ORDER_EVENTS, clients),
                restorer,
                () -> WriterOwnership.member(kafkaClients, advertisedUrl));
        WriterLifecycle lifecycle =
                new WriterLifecycle(topics, clients, writer, transactionalLog, restorer, checkpointer, ownership);
        metrics.watch(lifecycle::count, lifecycle::receiptBytes);
        return lifecycle;
    }

    @Bean
    LocalCommands localCommands(WriterLifecycle lifecycle, WriterMetrics metrics, Traces traces) {
        return new LocalCommandGateway(lifecycle.writer(), lifecycle.transactionalLog(), metrics, traces);
    }

    @Bean(destroyMethod = "close")
    Admin readinessAdmin(KafkaClients kafkaClients) {
        return kafkaClients.admin("order-api-readiness", Map.of());
    }

    @Bean
    ReadinessCheck kafkaCheck(Admin readinessAdmin) {
        return new KafkaCheck(readinessAdmin);
    }

    /** This instance is ready once it is in the group of writers and has restored its partitions, and while it stays so. */
    @Bean
    ReadinessCheck writerCheck(WriterLifecycle lifecycle) {
        return new ObstacleCheck("writer", lifecycle::obstacle, lifecycle::impairment);
    }

    @Bean
    LivenessCheck writerThread(WriterLifecycle lifecycle) {
        return LivenessCheck.of("order-writer", lifecycle::writes);
    }

    @Bean
    LivenessCheck ownershipThread(WriterLifecycle lifecycle) {
        return LivenessCheck.of(WriterOwnership.GROUP, lifecycle::takesPart);
    }
}
