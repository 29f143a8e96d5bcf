package io.tableorder.operability.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.operability.settings.ServerSettings;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Sets bounds for the connections of every service. A service that needs others has a {@link ConnectionLimits} bean.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ConnectionAutoConfiguration {

    /** Connections that wait to be accepted: those of a second in which all screens come back. */
    private static final int BACKLOG = 2_000;

    /** The forwards that one instance has under way to one partition, should all of them need a connection at once. */
    private static final int INTERNAL_BACKLOG = 1_024;

    /** The filter works inside the one that answers escaped failures. */
    private static final int BODY_DEADLINE_ORDER = Ordered.HIGHEST_PRECEDENCE + 25;

    @Bean
    @ConditionalOnMissingBean
    ConnectionLimits connectionLimits() {
        return ConnectionLimits.fitting(Runtime.getRuntime().maxMemory(), files());
    }

    @Bean
    FilterRegistrationBean<BodyDeadlineFilter> bodyDeadlineFilter() {
        FilterRegistrationBean<BodyDeadlineFilter> filter = new FilterRegistrationBean<>(new BodyDeadlineFilter());
        filter.setOrder(BODY_DEADLINE_ORDER);
        return filter;
    }

    private static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(
            ConnectionLimits limits,
            ServerSettings settings,
            MeterRegistry meters,
            ObjectProvider<EndedHeadListener> listeners,
            Optional<InternalPort> internalPort) {
        Counter ended = Counter.builder("tableorder.http.heads.ended")
                .description(
                        "Requests whose head did not arrive in time, or was the oldest of too many unfinished ones.")
                .register(meters);
        Optional<InternalPort> internal =
                internalPort.filter(port -> port.settings().ownPort());
        Runnable told = () -> {
            ended.increment();
            listeners.forEach(EndedHeadListener::headEnded);
        };
        Counter refused = Counter.builder("tableorder.http.bodies.refused")
                .description("Requests refused because their body had not come and too many bodies were waited for.")
                .register(meters);
        RefusedAddresses refusedAddresses = new RefusedAddresses(meters);
        return factory -> {
            factory.setProtocol(BoundedHttpProtocol.class.getName());
            // A form is read by Tomcat itself, past what counts bodies.
            factory.addConnectorCustomizers(connector -> connector.setMaxPostSize(settings.maximumBodyBytes()));
            internal.ifPresent(port -> {
                Connector connector = InternalConnector.beside(factory, port.settings());
                bound(connector, limits.ofInternalPort(), INTERNAL_BACKLOG, told, refused::increment);
                factory.addAdditionalConnectors(connector);
            });
            ConnectionLimits open = internal.isPresent() ? limits.besideInternalPort() : limits;
            factory.addConnectorCustomizers(connector -> {
                bound(connector, open, BACKLOG, told, refused::increment);
                if (connector.getProtocolHandler() instanceof BoundedHttpProtocol protocol) {
                    protocol.share(
                            new AddressPlaces<>(open.maximumOfAddress(), settings::isTrustedProxy), refusedAddresses);
                }
            });
        };
    }

    private static void bound(
            Connector connector, ConnectionLimits limits, int backlog, Runnable ended, Runnable refused) {
        if (connector.getProtocolHandler() instanceof BoundedHttpProtocol protocol) {
            protocol.limit(limits, backlog, ended, refused);
        }
    }
}
