package io.tableorder.notifier.web;

import static io.tableorder.event.Role.CHAIN_ADMIN;
import static io.tableorder.event.Role.OPERATOR;
import static io.tableorder.event.Role.STAFF;
import static io.tableorder.event.Role.STORE_ADMIN;

import io.tableorder.notifier.stream.SilentPeers;
import io.tableorder.notifier.stream.StreamMetrics;
import io.tableorder.notifier.stream.StreamSettings;
import io.tableorder.notifier.stream.Streams;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.connection.ConnectionLimits;
import io.tableorder.operability.connection.EndedHeadListener;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.Credential;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /**
     * There are so many connections beside the streams, so that probes and refusals find one when all streams are
     * taken.
     */
    private static final int OTHER_CONNECTIONS = 1_000;

    /**
     * So many heads take 128 MiB with 64 KiB each; the heads of all screens that come back at once are complete sooner.
     */
    private static final int MAXIMUM_UNFINISHED = 2_000;

    /**
     * Each connection has two buffers of this size as long as it is open: a request's head is read and an answer written
     * in as many steps as it takes, and streams need neither. 8 KiB, the default, would be most of a stream's memory.
     */
    private static final int SOCKET_BUFFER_BYTES = 512;

    private static final List<String> STREAMS = List.of(StreamController.PATH, ChainStreamController.PATH);

    @Bean
    StreamOpenings streamOpenings(Streams streams, AccessEnds ends, StreamSettings settings) {
        return new StreamOpenings(streams, ends, settings.heartbeat());
    }

    @Bean
    SilentPeers silentPeers() {
        return TcpConnections.ofThisProcess();
    }

    @Bean
    AccessPolicy streamPolicy() {
        return rules -> rules.allow(HttpMethod.GET, StreamController.PATH, STAFF, STORE_ADMIN, CHAIN_ADMIN)
                .allow(HttpMethod.GET, ChainStreamController.PATH, CHAIN_ADMIN)
                .allow(HttpMethod.POST, TicketController.PATH, STAFF, STORE_ADMIN, CHAIN_ADMIN)
                .allow(HttpMethod.GET, BrokenFeedsController.PATH, OPERATOR);
    }

    @Bean
    Tickets tickets(SecuritySettings settings, InstantSource clock) {
        return new Tickets(settings.ticketSecrets(), clock);
    }

    /** A ticket is good for a stream and for nothing else. */
    @Bean
    Credential ticketCredential(Tickets tickets) {
        return request -> {
            boolean stream = request.getMethod().equals(HttpMethod.GET.name())
                    && STREAMS.stream()
                            .anyMatch(path -> request.getRequestURI().equals(request.getContextPath() + path));
            String ticket = stream ? request.getParameter("ticket") : null;
            return ticket == null ? null : tickets.redeem(ticket);
        };
    }

    /** Bounds the connections. The container's idle timeout also ends a blocking write that makes no progress. */
    @Bean
    ConnectionLimits connectionLimits(StreamSettings settings) {
        return new ConnectionLimits(
                settings.maximum() + OTHER_CONNECTIONS,
                MAXIMUM_UNFINISHED,
                settings.writeDeadline(),
                settings.writeDeadline(),
                settings.writeDeadline(),
                SOCKET_BUFFER_BYTES,
                SOCKET_BUFFER_BYTES);
    }

    @Bean
    EndedHeadListener lateHeads(StreamMetrics metrics) {
        return metrics::lateHead;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> withoutTls() {
        return factory -> {
            if (Ssl.isEnabled(factory.getSsl())) {
                throw new IllegalStateException("Streams are written past the container, which would leave them"
                        + " unencrypted: end TLS in front of this service, and remove server.ssl");
            }
        };
    }
}
