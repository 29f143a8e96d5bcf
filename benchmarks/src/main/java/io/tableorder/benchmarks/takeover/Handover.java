package io.tableorder.benchmarks.takeover;

import io.tableorder.embedded.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/** Two members share a topic's partitions, one goes; the time is until the other has them all. */
final class Handover {

    static final int PARTITIONS = 12;

    private static final String TOPIC = "handed-over";
    private static final Duration LONGEST_REBALANCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** Rebalances align the heartbeats with themselves; who dies does so at any time between two of them. */
    private static final int ANY_TIME_MS = 1_500;

    private final Random random = new Random(1);
    private final String bootstrapServers;
    private int members;

    Handover(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Milliseconds until the survivor has every partition. */
    record Times(long killed, long closed) {}

    void createTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    Times measure(GroupProtocol protocol, int round) throws Exception {
        String group = protocol.name().replaceAll("\\W+", "-") + "-" + round;
        configure(group, protocol.group());
        List<Member> started = new ArrayList<>();
        try {
            Member first = start(group, protocol, started);
            first.await(PARTITIONS);
            Member second = start(group, protocol, started);
            long killed = handOver(first, second, first.process()::kill);
            Member third = start(group, protocol, started);
            long closed = handOver(third, second, third.process()::stop);
            return new Times(killed, closed);
        } finally {
            started.forEach(member -> member.process().close());
        }
    }

    private long handOver(Member going, Member staying, Runnable end) throws IOException, InterruptedException {
        going.await(PARTITIONS / 2);
        staying.await(PARTITIONS / 2);
        Thread.sleep(random.nextInt(ANY_TIME_MS));
        long at = System.currentTimeMillis();
        end.run();
        return staying.await(PARTITIONS) - at;
    }

    private void configure(String group, Map<String, String> settings) throws ExecutionException, InterruptedException {
        if (settings.isEmpty()) {
            return;
        }
        Collection<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), changes))
                    .all()
                    .get();
        }
    }

    private Member start(String group, GroupProtocol protocol, List<Member> started) throws IOException {
        Path log = Path.of("target", "takeover-member-" + members++ + ".log");
        Files.deleteIfExists(log);
        List<String> arguments = new ArrayList<>(List.of(
                TOPIC, "bootstrap.servers=" + bootstrapServers, "group.id=" + group, "enable.auto.commit=false"));
        protocol.member().forEach((name, value) -> arguments.add(name + "=" + value));
        Member member = new Member(
                ChildProcess.start(new ChildProcess.Program(
                        GroupMember.class.getName(),
                        arguments,
                        System.getProperty("java.class.path"),
                        List.of("-Xmx128m", "-Dlogback.configurationFile=quiet-logback.xml"),
                        Map.of(),
                        log)),
                log);
        started.add(member);
        return member;
    }

    private record Member(ChildProcess process, Path log) {

        /** @return since when it has so many partitions, in milliseconds of the epoch */
        long await(int partitions) throws IOException, InterruptedException {
            String wanted = GroupMember.HAS + partitions + " since ";
            long deadline = System.nanoTime() + LONGEST_REBALANCE.toNanos();
            while (System.nanoTime() < deadline) {
                String last = Files.readAllLines(log).stream()
                        .filter(line -> line.startsWith(GroupMember.HAS))
                        .reduce("", (_, line) -> line);
                if (last.matches(wanted + "\\d{13}")) {
                    return Long.parseLong(last.substring(wanted.length()));
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
            throw new IllegalStateException(
                    "A member never had %d partitions:%n%s".formatted(partitions, process.logTail()));
        }
    }
}
