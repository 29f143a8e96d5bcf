package io.tableorder.benchmarks.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A stamp says when a frame was made; it is written into the frame as {@code @nanoseconds;}, on the clock that all
 * processes of a machine share.
 */
final class Stamp {

    static final byte BEGIN = '@';
    static final byte END = ';';

    /** Of an order with two lines, as the platform's frames are. */
    private static final int FRAME_BYTES = 500;

    private Stamp() {}

    static String now() {
        return "@" + System.nanoTime() + ";";
    }

    static byte[] frame(long id) {
        String head = "id: 0-" + id + "\nevent: order_created\ndata: {\"note\":\"" + now() + "\",\"rest\":\"";
        String tail = "\"}\n\n";
        return (head + "x".repeat(Math.max(0, FRAME_BYTES - head.length() - tail.length())) + tail).getBytes(US_ASCII);
    }
}
