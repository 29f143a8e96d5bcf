package io.tableorder.benchmarks.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Jetty's own non-blocking writes, without the Servlet API. */
final class JettyWrites implements Yardstick {

    private static final int QUEUE_FRAMES = 256;

    private final StoresStreams<Stream> streams = new StoresStreams<>();

    private final class Stream implements Callback {

        private final int store;
        private final Response response;
        private final Callback ended;
        private final Queue<ByteBuffer> frames = new ArrayDeque<>();
        private boolean writing;

        private Stream(int store, Response response, Callback ended) {
            this.store = store;
            this.response = response;
            this.ended = ended;
        }

        private synchronized void offer(byte[] frame) {
            if (frames.size() >= QUEUE_FRAMES) {
                streams.remove(store, this);
                ended.failed(new IllegalStateException("too slow"));
                return;
            }
            frames.add(ByteBuffer.wrap(frame));
            if (!writing) {
                succeeded();
            }
        }

        @Override
        public synchronized void succeeded() {
            ByteBuffer next = frames.poll();
            writing = next != null;
            if (next != null) {
                response.write(false, next, this);
            }
        }

        @Override
        public void failed(Throwable gone) {
            streams.remove(store, this);
            ended.failed(gone);
        }
    }

    private final class StreamHandler extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int store = Integer.parseInt(request.getHttpURI().getQuery().substring("store=".length()));
            response.getHeaders().put("Content-Type", "text/event-stream");
            Stream stream = new Stream(store, response, callback);
            streams.add(store, stream);
            stream.offer(": hello\n\n".getBytes(US_ASCII));
            return true;
        }
    }

    @Override
    public int start() throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 2);
        connector.setIdleTimeout(0);
        connector.setAcceptQueueSize(1_000);
        server.addConnector(connector);
        server.setHandler(new StreamHandler());
        server.start();
        return connector.getLocalPort();
    }

    @Override
    public void publish(int store, byte[] frame) {
        streams.of(store).forEach(stream -> stream.offer(frame));
    }
}
