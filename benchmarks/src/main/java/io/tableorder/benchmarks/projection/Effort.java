package io.tableorder.benchmarks.projection;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time, which says on a busy machine what events per second say on a quiet one.
 *
 * @param java of this process: reading, folding, and the broker
 * @param database of PostgreSQL's processes that live
 */
record Effort(Duration java, Duration database) {
    static Effort now(ProcessHandle postmaster) {
        return new Effort(total(Stream.of(ProcessHandle.current())), total(postmaster.descendants()));
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
