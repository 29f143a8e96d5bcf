package io.tableorder.notifier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.EventReader;
import io.tableorder.notifier.feed.FeedConsumers;
import io.tableorder.notifier.feed.FeedLimits;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Feeds;
import io.tableorder.notifier.settings.SseSettings;
import io.tableorder.notifier.stream.StreamMetrics;
import io.tableorder.notifier.stream.StreamSettings;
import io.tableorder.notifier.stream.Streams;
import io.tableorder.operability.health.KafkaCheck;
import io.tableorder.operability.health.ReadinessCheck;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.Settings;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.wire.Topics;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NotifierConfiguration {

    /** Longer and the broker counts as away. */
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
    Feeds feeds(FeedLimits limits, MeterRegistry meters, Traces traces) {
        return new Feeds(limits, meters, traces);
    }

    @Bean
    FeedProgress feedProgress(MeterRegistry meters) {
        FeedProgress progress = new FeedProgress();
        Gauge.builder("tableorder.feed.records.behind", progress, FeedProgress::behind)
                .description("Records in Kafka that the live boards do not show yet.")
                .register(meters);
        Gauge.builder("tableorder.feed.bootstrap", progress, FeedProgress::bootstrapSeconds)
                .baseUnit("seconds")
                .description("Time that the last start took to read what was in Kafka.")
                .register(meters);
        return progress;
    }

    @Bean
    FeedConsumers feedConsumers(KafkaSettings kafka) {
        return new FeedConsumers(kafka);
    }

    @Bean
    Admin kafkaAdmin(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
        return Admin.create(properties);
    }

    @Bean
    EventReader eventReader(
            FeedConsumers consumers, Admin admin, KafkaSettings kafka, Feeds feeds, FeedProgress progress) {
        return new EventReader(
                consumers,
                () -> Topics.ensure(admin, kafka.partitions(), kafka.replicationFactor()),
                kafka.partitions(),
                feeds,
                progress);
    }

    @Bean
    ReadinessCheck kafkaCheck(Admin admin) {
        return new KafkaCheck(admin);
    }

    /** Not for a single store's broken feed: taking the instance away would take the other stores' boards too. */
    @Bean
    ReadinessCheck feedCheck(Streams streams) {
        return new FeedCheck(streams);
    }

    @Bean
    EventHistory eventHistory(FeedConsumers consumers, FeedLimits limits) {
        return new EventHistory(consumers, limits);
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
    Streams streams(
            Feeds feeds,
            FeedProgress progress,
            EventHistory history,
            StreamSettings settings,
            StreamMetrics metrics,
            InstantSource clock) {
        return new Streams(feeds, progress, history, settings, metrics, clock);
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
