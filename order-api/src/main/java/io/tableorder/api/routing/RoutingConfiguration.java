package io.tableorder.api.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.api.writer.CommandGateway;
import io.tableorder.api.writer.LocalCommands;
import io.tableorder.api.writer.WriterOwnership;
import io.tableorder.operability.kafka.KafkaClients;
import io.tableorder.operability.security.InstanceSignature;
import io.tableorder.operability.settings.KafkaSettings;
import io.tableorder.operability.settings.ServerSettings;
import io.tableorder.operability.tracing.Traces;
import io.tableorder.wire.Topics;
import java.net.URI;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts routing together. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    /** Commands wait 5 s; a broker that needs longer than this to say who owns what is asked again. */
    private static final int REQUEST_TIMEOUT_MS = 1_000;

    private static final int API_TIMEOUT_MS = 2_000;

    @Bean
    RoutingMetrics routingMetrics(MeterRegistry registry) {
        return new RoutingMetrics(registry);
    }

    @Bean
    KafkaOwners owners(KafkaClients clients, RoutingMetrics metrics) {
        Map<String, Object> settings = Map.of(
                "request.timeout.ms", REQUEST_TIMEOUT_MS,
                "default.api.timeout.ms", API_TIMEOUT_MS,
                "reconnect.backoff.max.ms", 500);
        return new KafkaOwners(
                WriterOwnership.GROUP,
                Topics.ORDER_EVENTS,
                () -> clients.admin("order-writers-owners", settings),
                metrics);
    }

    @Bean
    HttpPeers peers(ForwardCodec codec, InstanceSignature signature, RoutingMetrics metrics, Traces traces) {
        return new HttpPeers(codec, signature, metrics, traces);
    }

    @Bean
    CommandGateway commandGateway(
            KafkaSettings kafka,
            ServerSettings server,
            LocalCommands local,
            Owners owners,
            Peers peers,
            RoutingMetrics metrics) {
        URI self = URI.create(server.internal().url());
        return new RoutedCommandGateway(
                kafka.partitions(), local, self, owners, peers, metrics, RoutedCommandGateway.DEADLINE);
    }
}
