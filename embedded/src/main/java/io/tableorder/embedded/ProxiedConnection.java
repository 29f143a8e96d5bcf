package io.tableorder.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Joins one client's connection and the one that continues it, each way forwarded by a virtual thread. */
final class ProxiedConnection {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Socket client;
    private final Socket upstream = new Socket();
    private final TcpProxy.Gate gate;

    ProxiedConnection(Socket client, TcpProxy.Gate gate) {
        this.client = client;
        this.gate = gate;
    }

    /** Returns when both sides have ended, or one has broken. */
    void forwardTo(int port) {
        try (client;
                upstream) {
            gate.pass();
            upstream.connect(LoopbackPort.address(port));
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread answers = Thread.startVirtualThread(() -> forwardOrReset(upstream, client));
            forwardOrReset(client, upstream);
            answers.join();
        } catch (IOException refused) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    private void forwardOrReset(Socket from, Socket to) {
        try {
            forward(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    private void forward(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            gate.pass();
            to.write(buffer, 0, length);
        }
        gate.pass();
    }

    /** Lets both sides see the connection break, not end. */
    void reset() {
        reset(client);
        reset(upstream);
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // It was gone before.
        }
    }
}
