package io.tableorder.notifier.web;

import static io.tableorder.event.Role.CHAIN_ADMIN;
import static io.tableorder.event.Role.OPERATOR;
import static io.tableorder.event.Role.STAFF;
import static io.tableorder.event.Role.STORE_ADMIN;

import io.tableorder.notifier.stream.StreamSettings;
import io.tableorder.notifier.stream.Streams;
import io.tableorder.operability.security.AccessPolicy;
import io.tableorder.operability.security.Credential;
import io.tableorder.operability.settings.SecuritySettings;
import java.time.InstantSource;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** Beside the streams, so that with all of them taken probes and refusals still find a connection. */
    private static final int OTHER_CONNECTIONS = 1_000;

    @Bean
    AccessPolicy streamPolicy() {
        return rules -> rules.allow(HttpMethod.GET, StreamController.PATH, STAFF, STORE_ADMIN, CHAIN_ADMIN)
                .allow(HttpMethod.POST, TicketController.PATH, STAFF, STORE_ADMIN, CHAIN_ADMIN)
                .allow(HttpMethod.GET, BrokenFeedsController.PATH, OPERATOR);
    }

    @Bean
    Tickets tickets(SecuritySettings settings, InstantSource clock) {
        return new Tickets(settings.keyBytes(), clock);
    }

    /** Good for a stream and for nothing else. */
    @Bean
    Credential ticketCredential(Tickets tickets) {
        return request -> {
            boolean stream = request.getMethod().equals(HttpMethod.GET.name())
                    && request.getRequestURI().equals(request.getContextPath() + StreamController.PATH);
            String ticket = stream ? request.getParameter("ticket") : null;
            return ticket == null ? null : tickets.redeem(ticket);
        };
    }

    /** The container's connection timeout is also what it gives a blocking write that makes no progress. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> streamConnections(StreamSettings settings) {
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                protocol.setMaxConnections(Streams.MAXIMUM + OTHER_CONNECTIONS);
                protocol.setConnectionTimeout((int) settings.writeDeadline().toMillis());
            }
        });
    }
}
