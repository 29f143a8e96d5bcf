package io.tableorder.benchmarks.board;

import jakarta.servlet.Servlet;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** A Tomcat with one servlet. */
final class YardstickTomcat {

    private static final int MAXIMUM_CONNECTIONS = 20_000;
    private static final String SMALL = "512";

    /** How its connections are made. */
    enum Style {
        /** As it comes, but for the number of connections. */
        STOCK,
        /** Virtual threads and small buffers. */
        TUNED
    }

    private YardstickTomcat() {}

    /** With Spring MVC and one controller. */
    static <C> int startSpring(Class<C> controller, Supplier<C> maker, Style style) throws LifecycleException {
        var spring = new GenericWebApplicationContext();
        new AnnotatedBeanDefinitionReader(spring).registerBean(controller, maker);
        return start(new DispatcherServlet(spring), style);
    }

    static int start(Servlet servlet, Style style) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setPort(0);
        if (tomcat.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setMaxConnections(MAXIMUM_CONNECTIONS);
            protocol.setAcceptCount(1_000);
            if (style == Style.TUNED) {
                protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
                protocol.setProperty("socket.appReadBufSize", SMALL);
                protocol.setProperty("socket.appWriteBufSize", SMALL);
                protocol.setMaxHttpRequestHeaderSize(2_048);
                protocol.setMaxHttpResponseHeaderSize(1_024);
            }
        }
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "stream", servlet).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "stream");
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }
}
