package io.tableorder.benchmarks.board;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A virtual thread for each stream, blocked in its request until there is a frame, and in the write if it must. */
final class ThreadPerStream implements Yardstick {

    private static final int QUEUE_FRAMES = 256;

    private final StoresStreams<BlockingQueue<byte[]>> queues = new StoresStreams<>();

    private final class StreamServlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            int store = Integer.parseInt(request.getParameter("store"));
            BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(QUEUE_FRAMES);
            queues.add(store, queue);
            response.setContentType("text/event-stream");
            response.flushBuffer();
            try {
                send(queue, response.getOutputStream());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                queues.remove(store, queue);
            }
        }

        private static void send(BlockingQueue<byte[]> queue, OutputStream out)
                throws IOException, InterruptedException {
            while (true) {
                List<byte[]> ready = new ArrayList<>();
                ready.add(queue.take());
                queue.drainTo(ready);
                for (byte[] frame : ready) {
                    out.write(frame);
                }
                out.flush();
            }
        }
    }

    @Override
    public int start() throws Exception {
        return YardstickTomcat.start(new StreamServlet(), YardstickTomcat.Style.TUNED);
    }

    @Override
    public void publish(int store, byte[] frame) {
        for (BlockingQueue<byte[]> queue : queues.of(store)) {
            if (!queue.offer(frame)) {
                queues.remove(store, queue);
            }
        }
    }
}
