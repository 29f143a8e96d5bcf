package io.tableorder.operability.connection;

import io.tableorder.operability.settings.InternalSettings;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** Makes the connector of a service's internal port, which treats requests as the public one does. */
final class InternalConnector {

    private InternalConnector() {}

    /** @param factory whose public connector has its settings already */
    static Connector beside(TomcatServletWebServerFactory factory, InternalSettings settings) {
        BoundedHttpProtocol protocol = new BoundedHttpProtocol();
        protocol.setAddress(settings.address() == null ? factory.getAddress() : settings.address());
        protocol.markInternal();
        Connector connector = new Connector(protocol);
        connector.setPort(settings.port());
        // A service whose instances cannot reach it must not look as if it had started.
        connector.setThrowOnFailure(true);
        factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
        // The executor of virtual threads comes by another way, before this.
        factory.addConnectorCustomizers(open -> shareExecutor(open.getProtocolHandler(), protocol));
        return connector;
    }

    private static void shareExecutor(ProtocolHandler open, BoundedHttpProtocol internal) {
        if (open.getExecutor() != null) {
            internal.setExecutor(open.getExecutor());
        }
    }
}
