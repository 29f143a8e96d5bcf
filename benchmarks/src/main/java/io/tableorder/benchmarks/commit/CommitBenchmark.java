package io.tableorder.benchmarks.commit;

import io.tableorder.embedded.EmbeddedKafka;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Group commit without the service around it: clients that each wait for their event to be committed, on one topic,
 * through lanes that differ in how many transactional producers share the partitions and in how they are fenced. Shapes
 * are run in turn, so that whatever else the machine does falls on all of them.
 */
public final class CommitBenchmark {

    static final String TOPIC = "benchmark-commits";
    static final int PARTITIONS = 12;

    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 4));
    private static final int ROUNDS = Integer.getInteger("rounds", 3);

    private CommitBenchmark() {}

    private record Result(double perSecond, double cpuMicros, double eventsPerCommit, Histogram latencies) {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            Map<String, Object> common = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (Admin admin = Admin.create(common)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
            try (Lanes.Member member = new Lanes.Member(common)) {
                Map<String, Lanes> shapes = new LinkedHashMap<>();
                shapes.put("a producer a partition", Lanes.start(common, PARTITIONS, null));
                shapes.put("one, unfenced", Lanes.start(common, 1, null));
                shapes.put("one, group-fenced", Lanes.start(common, 1, member));
                shapes.put("two, group-fenced", Lanes.start(common, 2, member));
                shapes.put("three, group-fenced", Lanes.start(common, 3, member));
                compare("producers", shapes);
            }
        }
    }

    /** Runs the shapes in turn, prints what each reached, and closes them. */
    static void compare(String what, Map<String, Lanes> shapes) throws Exception {
        for (Lanes shape : shapes.values()) {
            run(shape, 64);
        }
        System.out.printf("clients  %-34s  events/s  cpu µs/event  events/commit  p50 ms  p99 ms%n", what);
        for (int clients : List.of(1, 8, 64)) {
            report(clients, shapes);
        }
        shapes.values().forEach(Lanes::close);
    }

    private static void report(int clients, Map<String, Lanes> shapes) throws Exception {
        Map<String, List<Result>> results = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Lanes> shape : shapes.entrySet()) {
                results.computeIfAbsent(shape.getKey(), _ -> new ArrayList<>()).add(run(shape.getValue(), clients));
            }
        }
        results.forEach((name, rounds) -> {
            rounds.sort((one, other) -> Double.compare(one.perSecond, other.perSecond));
            Result median = rounds.get(rounds.size() / 2);
            System.out.printf(
                    "%7d  %-34s %9.0f  %12.0f  %13.1f  %6.2f  %6.2f%n",
                    clients,
                    name,
                    median.perSecond,
                    median.cpuMicros,
                    median.eventsPerCommit,
                    median.latencies.getValueAtPercentile(50) / 1_000.0,
                    median.latencies.getValueAtPercentile(99) / 1_000.0);
        });
    }

    private static Result run(Lanes lanes, int clients) throws Exception {
        long cpu = cpuNanos();
        long commits = lanes.commits();
        long start = System.nanoTime();
        long end = start + SPAN.toNanos();
        Histogram latencies = new Histogram(3);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Histogram>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> client(lanes, end)));
            }
            for (Future<Histogram> each : running) {
                latencies.add(each.get());
            }
        }
        double events = latencies.getTotalCount();
        return new Result(
                events / ((System.nanoTime() - start) / 1e9),
                (cpuNanos() - cpu) / 1e3 / events,
                events / (lanes.commits() - commits),
                latencies);
    }

    private static Histogram client(Lanes lanes, long end) throws Exception {
        Histogram latencies = new Histogram(3);
        for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
            lanes.commit(ThreadLocalRandom.current().nextInt(PARTITIONS)).get();
            latencies.recordValue((System.nanoTime() - before) / 1_000);
        }
        return latencies;
    }

    /** Returns the time of this process, broker included. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
