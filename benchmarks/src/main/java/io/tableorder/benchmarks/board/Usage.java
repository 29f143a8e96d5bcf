package io.tableorder.benchmarks.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Usage holds the memory and processor time that a process has used.
 *
 * @param heap bytes after a collection, or 0 where nobody could ask for one
 * @param resident bytes
 * @param compilerSeconds of the processor time, those of the JVM's compilers
 */
record Usage(long heap, long resident, double cpuSeconds, double compilerSeconds) {

    static final Usage NOTHING = new Usage(0, 0, 0, 0);

    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler.*");

    private static final int CLOCK_TICKS_PER_SECOND = 100;

    /** The fields are counted in /proc/PID/stat, after the command's name. */
    private static final int USER_TICKS = 11;

    /** Counts a JVM whose compiler threads live as long as it does ({@code -XX:-UseDynamicNumberOfCompilerThreads}). */
    static Usage of(long pid, long heap) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        return new Usage(heap, resident(pid), seconds(process), compilerSeconds(process.resolve("task")));
    }

    private static double seconds(Path task) throws IOException {
        String stat = Files.readString(task.resolve("stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        long ticks = Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(USER_TICKS + 1));
        return ticks / (double) CLOCK_TICKS_PER_SECOND;
    }

    private static double compilerSeconds(Path tasks) throws IOException {
        double sum = 0;
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                if (isCompiler(thread)) {
                    sum += seconds(thread);
                }
            }
        }
        return sum;
    }

    private static boolean isCompiler(Path thread) throws IOException {
        try {
            return COMPILER.matcher(Files.readString(thread.resolve("comm")).strip())
                    .matches();
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    Usage plus(Usage other) {
        return new Usage(
                heap + other.heap,
                resident + other.resident,
                cpuSeconds + other.cpuSeconds,
                compilerSeconds + other.compilerSeconds);
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }
}
