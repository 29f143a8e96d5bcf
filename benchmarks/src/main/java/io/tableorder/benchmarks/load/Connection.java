package io.tableorder.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * One keep-alive HTTP/1.1 connection that reads as little of an answer as it must. A full client library would take
 * more of the shared cores than the server under test.
 */
final class Connection implements AutoCloseable {

    static final int INCOMPLETE = 0;

    /** Every answer that this benchmark asks for fits, headers included. */
    private static final int LARGEST_ANSWER = 16 * 1024;

    private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] END_OF_CHUNKS = "\r\n0\r\n\r\n".getBytes(US_ASCII);

    private final int port;
    private final Selector selector;
    private final byte[] answer = new byte[LARGEST_ANSWER];
    private final ByteBuffer buffer = ByteBuffer.wrap(answer);
    private SocketChannel channel;
    private long sinceNanos;

    Connection(int port, Selector selector) throws IOException {
        this.port = port;
        this.selector = selector;
        this.channel = connect();
    }

    private SocketChannel connect() throws IOException {
        SocketChannel connected = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connected.configureBlocking(false);
        connected.register(selector, SelectionKey.OP_READ, this);
        return connected;
    }

    /**
     * Sends a request once the answer to the one before has been received.
     *
     * @param since from when its latency counts, in nanoseconds
     */
    void send(byte[] request, long since) throws IOException {
        buffer.clear();
        sinceNanos = since;
        ByteBuffer rest = ByteBuffer.wrap(request);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Returns the status, or {@link #INCOMPLETE} while the answer has not ended. */
    int receive() throws IOException {
        if (channel.read(buffer) < 0) {
            throw new IOException("The server closed the connection");
        }
        int length = buffer.position();
        int headersEnd = indexOf(END_OF_HEADERS, length);
        if (headersEnd < 0) {
            return INCOMPLETE;
        }
        String headers = new String(answer, 0, headersEnd, US_ASCII).toLowerCase(Locale.ROOT);
        int bodyStart = headersEnd + END_OF_HEADERS.length;
        boolean complete = headers.contains("transfer-encoding: chunked")
                ? endsWith(END_OF_CHUNKS, length)
                : length >= bodyStart + contentLength(headers);
        if (!complete) {
            return INCOMPLETE;
        }
        if (headers.contains("connection: close")) {
            // Servers end a connection after so many requests, and say so in the last answer.
            channel.close();
            channel = connect();
        }
        return Integer.parseInt(headers, 9, 12, 10);
    }

    private static int contentLength(String headers) {
        int name = headers.indexOf("content-length:");
        if (name < 0) {
            return 0;
        }
        int end = headers.indexOf('\r', name);
        return Integer.parseInt(headers.substring(name + "content-length:".length(), end < 0 ? headers.length() : end)
                .strip());
    }

    private int indexOf(byte[] wanted, int length) {
        for (int i = 0; i + wanted.length <= length; i++) {
            if (matches(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean endsWith(byte[] wanted, int length) {
        return length >= wanted.length && matches(wanted, length - wanted.length);
    }

    private boolean matches(byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) {
            if (answer[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] post(String path, String token, String headers, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
