package io.tableorder.benchmarks.projection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time, which says on a busy machine what events per second say on a quiet one.
 *
 * @param java of this process: reading, folding, and the broker
 * @param database of PostgreSQL's processes, those that have ended included where the system tells (Linux)
 */
record Effort(Duration java, Duration database) {

    /** Linux counts processor time in hundredths of a second, whatever the machine. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** The fields of {@code /proc/PID/stat} behind the name, counted from 0 (proc(5): cutime is field 16). */
    private static final int ENDED_CHILDREN_USER = 13;

    private static final int ENDED_CHILDREN_SYSTEM = 14;

    static Effort now(ProcessHandle postmaster) {
        return new Effort(
                total(Stream.of(ProcessHandle.current())),
                total(postmaster.descendants()).plus(endedChildren(postmaster)));
    }

    /** A connection that ends takes its process along, and what that took would be missing from a difference. */
    private static Duration endedChildren(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] behindName =
                    stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return TICK.multipliedBy(Long.parseLong(behindName[ENDED_CHILDREN_USER])
                    + Long.parseLong(behindName[ENDED_CHILDREN_SYSTEM]));
        } catch (IOException notLinux) {
            return Duration.ZERO;
        }
    }

    private static Duration total(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    Effort since(Effort before) {
        return new Effort(java.minus(before.java), database.minus(before.database));
    }

    double javaMicros(long events) {
        return java.toNanos() / 1e3 / events;
    }

    double databaseMicros(long events) {
        return database.toNanos() / 1e3 / events;
    }
}
