package io.tableorder.operability.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Passes the requests of one connection on, with the bounds for their bodies. What a refused request has not sent yet is
 * waited for briefly, so that the refusal is read; Tomcat itself would wait as long as a byte comes now and then. While too
 * many bodies are waited for, a request whose body has not come with its head is refused before any work is done for it.
 */
final class BodyAdapter implements Adapter {

    /** A body that is under way while its request is refused has this long. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

    private static final Duration DRAIN_PATIENCE = Duration.ofMillis(500);

    private static final int SERVICE_UNAVAILABLE = 503;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Adapter next;
    private final UnfinishedBodies bodies;
    private final Runnable refused;
    private final boolean internal;
    private @Nullable SocketWrapperBase<?> socket;

    /**
     * @param refused is told of every request that is refused because too many bodies are waited for
     * @param internal whether the connection is one to the internal port
     */
    BodyAdapter(Adapter next, UnfinishedBodies bodies, Runnable refused, boolean internal) {
        this.next = next;
        this.bodies = bodies;
        this.refused = refused;
        this.internal = internal;
    }

    /** Tells the connection's name to the requests that follow. */
    void serve(SocketWrapperBase<?> current) {
        socket = current;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (internal) {
            InternalPort.mark(request);
        }
        SocketWrapperBase<?> current = socket;
        if (current == null) {
            next.service(request, response);
            return;
        }
        if (bodies.areCrowded() && hasBodyToCome(request) && !hasCome(request)) {
            refused.run();
            refuse(response);
            return;
        }
        request.setAttribute(BodyPatience.ATTRIBUTE, new BodyPatience(bodies, current));
        next.service(request, response);
        if (hasBodyToCome(request) && (bodies.areCrowded() || !isDrained(request, current))) {
            response.action(ActionCode.CLOSE_NOW, null);
        }
    }

    /** Returns whether the whole body lies in the connection's buffer. Of a chunked body nobody can say so. */
    private static boolean hasCome(Request request) {
        request.action(ActionCode.AVAILABLE, false);
        return request.getContentLengthLong() > 0 && request.getAvailable() >= request.getContentLengthLong();
    }

    /** Answers without a body and without waiting for the request's. */
    private static void refuse(Response response) {
        response.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        response.setStatus(SERVICE_UNAVAILABLE);
        response.getMimeHeaders().setValue("Retry-After").setString(RETRY_AFTER_SECONDS);
        response.setContentLength(0);
        response.action(ActionCode.CLOSE, null);
    }

    /** A caller that asked first sends no body after a refusal, and its connection is closed anyway. */
    private static boolean hasBodyToCome(Request request) {
        return saysItHasBody(request) && !request.hasExpectation() && !isFullyRead(request);
    }

    private static boolean saysItHasBody(Request request) {
        try {
            return request.getContentLengthLong() > 0
                    || request.getMimeHeaders().getValue("Transfer-Encoding") != null;
        } catch (IllegalArgumentException malformed) {
            // Two lengths, or none that is a number: Tomcat has refused the request and closes its connection.
            return false;
        }
    }

    private static boolean isFullyRead(Request request) {
        AtomicBoolean fullyRead = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, fullyRead);
        return fullyRead.get();
    }

    private boolean isDrained(Request request, SocketWrapperBase<?> socket) {
        UnfinishedBodies.Body drained = bodies.begin(_ -> {});
        long since = System.nanoTime();
        socket.setReadTimeout(DRAIN_PATIENCE.toMillis());
        Discarded discarded = new Discarded();
        try {
            while (System.nanoTime() - since < DRAIN_LIMIT.toNanos()) {
                if (request.doRead(discarded) < 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException ended) {
            return false;
        } finally {
            drained.finished();
        }
    }

    /** Takes what is read, to throw it away. */
    private static final class Discarded implements ApplicationBufferHandler {

        private @Nullable ByteBuffer buffer;

        @Override
        public void setByteBuffer(ByteBuffer read) {
            buffer = read;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return next.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        return next.asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
        next.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        next.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return next.getDomain();
    }
}
