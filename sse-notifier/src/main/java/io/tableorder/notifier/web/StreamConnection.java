package io.tableorder.notifier.web;

import static java.util.Objects.requireNonNull;

import io.tableorder.notifier.stream.BoardStream;
import io.tableorder.notifier.stream.Outlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection that has outlived its request: Tomcat has answered it, has taken back all that a request needs, and only
 * says when the socket can be written to or is closed. It is what Tomcat does for an upgraded protocol, WebSocket for
 * example; here the protocol stays what it was, and the answer's body goes on until the connection is closed.
 */
public final class StreamConnection implements InternalHttpUpgradeHandler, Outlet {

    /** Clients have nothing to say; what they send is read, so many bytes at a time, to notice their end. */
    private static final int INPUT_BYTES = 256;

    private @Nullable BoardStream stream;
    private @Nullable SocketWrapperBase<?> socket;
    private @Nullable SocketChannel channel;
    private @Nullable InetSocketAddress peer;

    /** Answers with the head that the response has by now, and leaves the connection to the stream. */
    static void handOver(HttpServletRequest request, HttpServletResponse response, BoardStream stream)
            throws IOException {
        try {
            // Without chunks, whose lengths would have to be written between the frames that all streams share.
            response.setHeader("Connection", "close");
            request.upgrade(StreamConnection.class).stream = stream;
            response.setStatus(HttpServletResponse.SC_OK);
            response.flushBuffer();
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        socket = wrapper;
        // Not its wrapper, which serves another connection when this one is closed.
        channel = ((NioChannel) wrapper.getSocket()).getIOChannel();
        peer = new InetSocketAddress(
                channel.socket().getInetAddress(), channel.socket().getPort());
    }

    @Override
    public void init(WebConnection connection) {
        stream().start(this);
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        return switch (event) {
            case OPEN_READ -> read();
            case OPEN_WRITE -> {
                stream().writable();
                yield SocketState.UPGRADED;
            }
            case STOP, TIMEOUT, DISCONNECT, ERROR, CONNECT_FAIL -> SocketState.CLOSED;
        };
    }

    private SocketState read() {
        try {
            int read = requireNonNull(socket).read(false, new byte[INPUT_BYTES], 0, INPUT_BYTES);
            return read < 0 ? SocketState.CLOSED : SocketState.UPGRADED;
        } catch (IOException gone) {
            return SocketState.CLOSED;
        }
    }

    @Override
    public void destroy() {
        stream().gone();
    }

    @Override
    public void write(ByteBuffer[] buffers) throws IOException {
        long _ = requireNonNull(channel).write(buffers);
    }

    @Override
    public InetSocketAddress peer() {
        return requireNonNull(peer);
    }

    @Override
    public void awaitWritable() {
        requireNonNull(socket).registerWriteInterest();
    }

    /** Has Tomcat's own thread close the connection, since it may be reading. */
    @Override
    public void close() {
        requireNonNull(socket).processSocket(SocketEvent.DISCONNECT, true);
    }

    private BoardStream stream() {
        return requireNonNull(stream, "handed over with its stream");
    }

    @Override
    public void timeoutAsync(long now) {}

    @Override
    public void setSslSupport(SSLSupport sslSupport) {}

    @Override
    public void pause() {}
}
