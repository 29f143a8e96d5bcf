package io.tableorder.notifier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.identity.ClientPositions;
import io.tableorder.notifier.feed.Checkpoints;
import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.EventReader;
import io.tableorder.notifier.feed.FeedConsumers;
import io.tableorder.notifier.feed.FeedLimits;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Feeds;
import io.tableorder.notifier.feed.LogTopic;
import io.tableorder.notifier.settings.SseSettings;
import io.tableorder.notifier.stream.StreamMetrics;
import io.tableorder.notifier.stream.StreamSettings;
import io.tableorder.notifier.stream.Streams;
import io.tableorder.operability.cipher.TextKeys;
import io.tableorder.operability.health.KafkaCheck;
import io.tableorder.operability.health.LivenessCheck;
import io.tableorder.operability.health.ObstacleCheck;
import io.tableorder.operability.health.ReadinessCheck;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.Settings;
import io.tableorder.operability.tracing.Traces;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(Streams.class)
class NotifierConfiguration {

    /** A broker that takes longer counts as away. */
    private static final int ADMIN_TIMEOUT_MS = 5_000;

    @Bean
    SseSettings sseSettings(Settings settings) {
        return settings.of(SseSettings.class);
    }

    @Bean
    FeedLimits feedLimits(SseSettings sse) {
        return new FeedLimits(sse.ringFrames(), sse.ringBytes(), sse.replayRecords());
    }

    @Bean
    Feeds feeds(
            KafkaSettings kafka,
            FeedLimits limits,
            ClientPositions positions,
            TextKeys texts,
            MeterRegistry meters,
            Traces traces) {
        return new Feeds(kafka.partitions(), limits, positions, texts, meters, traces);
    }

    @Bean
    FeedProgress feedProgress(MeterRegistry meters) {
        FeedProgress progress = new FeedProgress();
        Gauge.builder("tableorder.feed.records.behind", progress, FeedProgress::behind)
                .description("Records in Kafka that the live boards do not show yet.")
                .register(meters);
        Gauge.builder("tableorder.feed.bootstrap", progress, FeedProgress::bootstrapSeconds)
                .baseUnit("seconds")
                .description("Time that the last start took until boards could be shown.")
                .register(meters);
        Gauge.builder("tableorder.feed.partitions.away", progress, FeedProgress::away)
                .description("Partitions that cannot be read, so that their stores have no live board here.")
                .register(meters);
        return progress;
    }

    @Bean
    FeedConsumers feedConsumers(KafkaClients clients) {
        return new FeedConsumers(clients);
    }

    @Bean
    Admin kafkaAdmin(KafkaClients clients) {
        return clients.admin(
                "sse-notifier-admin",
                Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS));
    }

    @Bean
    Checkpoints checkpoints(FeedConsumers consumers, MeterRegistry meters) {
        return new Checkpoints(consumers, meters);
    }

    @Bean
    EventReader eventReader(
            FeedConsumers consumers,
            Admin admin,
            KafkaSettings kafka,
            Checkpoints checkpoints,
            Feeds feeds,
            FeedProgress progress,
            MeterRegistry meters) {
        LogTopic topic = new LogTopic(admin, kafka.partitions(), kafka.replicationFactor());
        return new EventReader(consumers, topic, checkpoints, feeds, progress, meters);
    }

    @Bean
    LivenessCheck readerThread(EventReader reader) {
        return LivenessCheck.of("event-reader", reader::isAlive);
    }

    @Bean
    LivenessCheck streamThreads(Streams streams) {
        return LivenessCheck.of("stream-loops", streams::isAlive);
    }

    @Bean
    ReadinessCheck kafkaCheck(Admin admin) {
        return new KafkaCheck(admin);
    }

    /**
     * This instance is ready once every partition that can be read is caught up, until the streams are drained. A single
     * store's broken feed does not count: without the instance the other stores would have no boards either.
     */
    @Bean
    ReadinessCheck feedCheck(Streams streams) {
        return new ObstacleCheck("feed", streams::obstacle);
    }

    @Bean
    EventHistory eventHistory(
            FeedConsumers consumers,
            KafkaSettings kafka,
            FeedLimits limits,
            ClientPositions positions,
            TextKeys texts) {
        return new EventHistory(consumers, kafka.partitions(), limits, positions, texts);
    }

    @Bean
    StreamSettings streamSettings(SseSettings sse) {
        return new StreamSettings(
                sse.heartbeat(),
                sse.maximumConnectionsPerStore(),
                sse.maximumConnections(),
                sse.maximumConnectsPerSecond(),
                sse.writeDeadline(),
                sse.drain());
    }

    @Bean
    StreamMetrics streamMetrics(MeterRegistry meters, InstantSource clock) {
        return new StreamMetrics(meters, clock);
    }

    @Bean
    FeedLifecycle feedLifecycle(EventReader reader) {
        return new FeedLifecycle(reader);
    }

    @Bean
    DrainLifecycle drainLifecycle(Streams streams, StreamSettings settings) {
        return new DrainLifecycle(streams, settings.drain());
    }
}
