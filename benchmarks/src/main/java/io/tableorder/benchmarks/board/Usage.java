package io.tableorder.benchmarks.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used.
 *
 * @param heap bytes after a collection, or 0 where nobody could ask for one
 * @param resident bytes
 */
record Usage(long heap, long resident, double cpuSeconds) {

    private static final int CLOCK_TICKS_PER_SECOND = 100;

    /** Of the command's own fields in /proc/PID/stat, after the name. */
    private static final int USER_TICKS = 11;

    static Usage of(long pid, long heap) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        long ticks = Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(USER_TICKS + 1));
        return new Usage(heap, resident(pid), ticks / (double) CLOCK_TICKS_PER_SECOND);
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }

    static Usage parse(String text) {
        String[] words = text.split(" ");
        return new Usage(Long.parseLong(words[0]), Long.parseLong(words[1]), Double.parseDouble(words[2]));
    }

    String text() {
        return heap + " " + resident + " " + cpuSeconds;
    }
}
