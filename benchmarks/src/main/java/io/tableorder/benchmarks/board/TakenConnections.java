package io.tableorder.benchmarks.board;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Tomcat's connections, taken over as it lets WebSocket do: what sse-notifier does, without its rings and its loops. */
final class TakenConnections implements Yardstick {

    private static final StoresStreams<Taken> STREAMS = new StoresStreams<>();

    /** Made by Tomcat. */
    public static final class Taken implements InternalHttpUpgradeHandler {

        private int store;
        private @Nullable SocketWrapperBase<?> socket;
        private @Nullable SocketChannel channel;

        /** What a connection does not take at once ends it here; a service would go on later. */
        private void send(byte[] frame) {
            ByteBuffer bytes = ByteBuffer.wrap(frame);
            try {
                int _ = requireNonNull(channel).write(bytes);
            } catch (IOException gone) {
                // Its connection says so too.
            }
            if (bytes.hasRemaining()) {
                STREAMS.remove(store, this);
                requireNonNull(socket).processSocket(SocketEvent.DISCONNECT, true);
            }
        }

        @Override
        public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
            socket = wrapper;
            channel = ((NioChannel) wrapper.getSocket()).getIOChannel();
        }

        @Override
        public void init(WebConnection connection) {
            STREAMS.add(store, this);
        }

        @Override
        public SocketState upgradeDispatch(SocketEvent event) {
            try {
                return event == SocketEvent.OPEN_READ && requireNonNull(socket).read(false, new byte[64], 0, 64) >= 0
                        ? SocketState.UPGRADED
                        : SocketState.CLOSED;
            } catch (IOException gone) {
                return SocketState.CLOSED;
            }
        }

        @Override
        public void destroy() {
            STREAMS.remove(store, this);
        }

        @Override
        public void timeoutAsync(long now) {}

        @Override
        public void setSslSupport(SSLSupport sslSupport) {}

        @Override
        public void pause() {}
    }

    private static final class StreamServlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            response.setContentType("text/event-stream");
            response.setHeader("Connection", "close");
            request.upgrade(Taken.class).store = Integer.parseInt(request.getParameter("store"));
            response.setStatus(HttpServletResponse.SC_OK);
            response.flushBuffer();
        }
    }

    @Override
    public int start() throws Exception {
        return YardstickTomcat.start(new StreamServlet(), YardstickTomcat.Style.TUNED);
    }

    @Override
    public void publish(int store, byte[] frame) {
        STREAMS.of(store).forEach(stream -> stream.send(frame));
    }
}
