package io.tableorder.notifier;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A connection that can vanish as a laptop does whose Wi-Fi is switched off: a filter in the kernel drops each packet
 * that comes in before TCP sees it, so nothing is acknowledged, ended or refused any more. Linux only.
 */
final class SilentSocket implements AutoCloseable {

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;

    /** The filter program's only instruction: return so many bytes of the packet, none. */
    private static final short BPF_RETURN = 0x06;

    private final Arena arena = Arena.ofConfined();
    private final int file;

    SilentSocket(int port) throws Throwable {
        file = (int) function("socket", JAVA_INT, JAVA_INT, JAVA_INT).invoke(AF_INET, SOCK_STREAM, 0);
        MemorySegment address = arena.allocate(16, 8);
        address.set(JAVA_SHORT, 0, (short) AF_INET);
        address.set(JAVA_BYTE, 2, (byte) (port >> 8));
        address.set(JAVA_BYTE, 3, (byte) port);
        address.set(JAVA_BYTE, 4, (byte) 127);
        address.set(JAVA_BYTE, 7, (byte) 1);
        check((int) function("connect", JAVA_INT, ADDRESS, JAVA_INT).invoke(file, address, 16), "connect");
    }

    void send(String text) throws Throwable {
        byte[] bytes = text.getBytes(UTF_8);
        MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, bytes);
        check(
                (int) function("send", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)
                        .invoke(file, buffer, (long) bytes.length, 0),
                "send");
    }

    String receive() throws Throwable {
        MemorySegment buffer = arena.allocate(64 * 1024);
        int read = (int)
                function("recv", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT).invoke(file, buffer, buffer.byteSize(), 0);
        check(read, "recv");
        return new String(buffer.asSlice(0, read).toArray(JAVA_BYTE), UTF_8);
    }

    /** Hears nothing from now on, and so acknowledges nothing. */
    void vanish() throws Throwable {
        MemorySegment filter = arena.allocate(8, 8);
        filter.set(JAVA_SHORT, 0, BPF_RETURN);
        MemorySegment program = arena.allocate(16, 8);
        program.set(JAVA_SHORT, 0, (short) 1);
        program.set(ADDRESS, 8, filter);
        check(
                (int) function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT)
                        .invoke(file, SOL_SOCKET, SO_ATTACH_FILTER, program, 16),
                "setsockopt");
    }

    @SuppressWarnings("restricted") // the tests run with --enable-native-access
    private static MethodHandle function(String name, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static void check(int result, String call) {
        if (result < 0) {
            throw new IllegalStateException(call + " answered " + result);
        }
    }

    @Override
    public void close() throws Exception {
        try {
            int _ = (int) function("close", JAVA_INT).invoke(file);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        arena.close();
    }
}
