package io.tableorder.notifier.web;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 as Tomcat speaks it, with a time in which a request's head has to be complete. Tomcat's own timeout begins
 * anew with every byte, so whoever sends one now and then would keep a connection for ever. Late heads are ended with
 * their next byte; without one, Tomcat's timeout ends them.
 */
public final class TimedHeadProtocol extends Http11NioProtocol {

    private Duration limit = Duration.ofSeconds(10);
    private Runnable late = () -> {};

    /**
     * To be called before the connector starts.
     *
     * @param late is told of every head that was not complete in time
     */
    void limitHeads(Duration limit, Runnable late) {
        this.limit = limit;
        this.late = late;
    }

    @Override
    protected Processor createProcessor() {
        return new TimedProcessor();
    }

    /** Stays with a connection while a head is incomplete, and is reused for others after. */
    private final class TimedProcessor extends Http11Processor {

        private boolean waiting;
        private long sinceNanos;

        TimedProcessor() {
            super(TimedHeadProtocol.this, TimedHeadProtocol.this.getAdapter());
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            if (waiting && System.nanoTime() - sinceNanos > limit.toNanos()) {
                waiting = false;
                late.run();
                return SocketState.CLOSED;
            }
            SocketState state = super.service(socket);
            boolean incomplete = state == SocketState.LONG && !isAsync();
            if (incomplete && !waiting) {
                sinceNanos = System.nanoTime();
            }
            waiting = incomplete;
            return state;
        }
    }
}
