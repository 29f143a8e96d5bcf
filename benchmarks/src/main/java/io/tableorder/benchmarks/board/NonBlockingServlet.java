package io.tableorder.benchmarks.board;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** The Servlet API's own non-blocking writes: write while it is ready, and go on when it says so. */
final class NonBlockingServlet implements Yardstick {

    private static final int QUEUE_FRAMES = 256;

    private final StoresStreams<Stream> streams = new StoresStreams<>();

    private final class Stream implements WriteListener {

        private final int store;
        private final AsyncContext context;
        private final ServletOutputStream out;
        private final Queue<byte[]> frames = new ArrayDeque<>();
        private boolean writing;

        private Stream(int store, AsyncContext context) throws IOException {
            this.store = store;
            this.context = context;
            this.out = context.getResponse().getOutputStream();
        }

        /** Only one thread writes at a time, which is what the API asks for. */
        private synchronized void offer(byte[] frame) {
            if (frames.size() >= QUEUE_FRAMES) {
                end();
                return;
            }
            frames.add(frame);
            if (!writing) {
                onWritePossible();
            }
        }

        @Override
        public synchronized void onWritePossible() {
            try {
                writing = true;
                while (out.isReady()) {
                    byte[] next = frames.poll();
                    if (next == null) {
                        writing = false;
                        return;
                    }
                    out.write(next);
                    if (frames.isEmpty() && out.isReady()) {
                        out.flush();
                    }
                }
            } catch (IOException | IllegalStateException gone) {
                end();
            }
        }

        @Override
        public void onError(Throwable failure) {
            end();
        }

        private void end() {
            streams.remove(store, this);
            context.complete();
        }
    }

    private final class StreamServlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/event-stream");
            response.flushBuffer();
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            int store = Integer.parseInt(request.getParameter("store"));
            Stream stream = new Stream(store, context);
            stream.writing = true;
            streams.add(store, stream);
            stream.out.setWriteListener(stream);
        }
    }

    @Override
    public int start() throws Exception {
        return YardstickTomcat.start(new StreamServlet(), YardstickTomcat.Style.TUNED);
    }

    @Override
    public void publish(int store, byte[] frame) {
        streams.of(store).forEach(stream -> stream.offer(frame));
    }
}
