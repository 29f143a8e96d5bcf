package io.tableorder.benchmarks.board;

/** When a frame was made, written into it as {@code @nanoseconds;}, on the clock that all processes of a machine share. */
final class Stamp {

    static final byte BEGIN = '@';
    static final byte END = ';';

    private Stamp() {}

    static String now() {
        return "@" + System.nanoTime() + ";";
    }
}
