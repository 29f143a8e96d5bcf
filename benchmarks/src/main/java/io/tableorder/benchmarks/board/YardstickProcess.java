package io.tableorder.benchmarks.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * A yardstick as a process, told by lines what to do: {@code publish STORES EVENTS-A-SECOND MILLIS} publishes in the
 * background, {@code usage} answers it after a collection.
 */
final class YardstickProcess {

    private YardstickProcess() {}

    public static void main(String[] args) throws Exception {
        Yardstick yardstick = Yardstick.Kind.valueOf(args[0]).make();
        System.out.println(yardstick.start());
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "publish" ->
                    Thread.ofPlatform()
                            .start(() -> publish(
                                    yardstick,
                                    Integer.parseInt(words[1]),
                                    Integer.parseInt(words[2]),
                                    Long.parseLong(words[3])));
                case "usage" -> System.out.println(usage().text());
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    /** At a steady rate; what a blocked send holds up is not made up for. */
    private static void publish(Yardstick yardstick, int stores, int perSecond, long millis) {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        for (long event = 0; System.nanoTime() < end; event++) {
            long due = start + event * 1_000_000_000 / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            yardstick.publish((int) (event % stores), Stamp.frame(event));
        }
    }

    private static Usage usage() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return Usage.of(ProcessHandle.current().pid(), heap);
    }
}
