package io.tableorder.benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time of a JVM's threads that collect garbage, as Linux counts it: the serial collector works on the VM's own
 * thread, G1 on threads of its own.
 */
final class CollectorTime {

    private static final List<String> THREADS = List.of("VM Thread", "GC Thread", "G1 ");
    private static final Duration TICK = Duration.ofMillis(10);

    /** The fields of {@code stat} behind the thread's name, counted from 0 (proc(5): utime is field 14). */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private CollectorTime() {}

    static Duration of(long pid) throws IOException {
        Duration total = Duration.ZERO;
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path thread : threads.toList()) {
                total = total.plus(ofThread(thread));
            }
        }
        return total;
    }

    private static Duration ofThread(Path thread) throws IOException {
        String stat = Files.readString(thread.resolve("stat"));
        int nameEnds = stat.lastIndexOf(')');
        String name = stat.substring(stat.indexOf('(') + 1, nameEnds);
        if (THREADS.stream().noneMatch(name::startsWith)) {
            return Duration.ZERO;
        }
        String[] fields = stat.substring(nameEnds + 1).strip().split(" ", -1);
        return TICK.multipliedBy(Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]));
    }
}
