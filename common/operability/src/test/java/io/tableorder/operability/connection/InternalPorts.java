package io.tableorder.operability.connection;

import java.util.Arrays;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/** Finds the internal port that a running service really has. */
public final class InternalPorts {

    private InternalPorts() {}

    /** @throws IllegalStateException if it has none */
    public static int of(ApplicationContext service) {
        TomcatWebServer server = (TomcatWebServer) ((ServletWebServerApplicationContext) service).getWebServer();
        List<Integer> ports = Arrays.stream(server.getTomcat().getService().findConnectors())
                .map(Connector::getLocalPort)
                .filter(port -> port != server.getPort())
                .toList();
        if (ports.size() != 1) {
            throw new IllegalStateException("Beside the public port there are " + ports);
        }
        return ports.getFirst();
    }
}
