package io.tableorder.benchmarks.board;

import io.tableorder.embedded.LoopbackPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Instances of sse-notifier, each with a crowd of its own that looks into the same stores as the others'. */
final class Fleet implements AutoCloseable {

    private final List<Notifier> notifiers = new ArrayList<>();
    private final List<Worker> crowds = new ArrayList<>();

    /** Returns when all are ready. */
    static Fleet start(String bootstrapServers, int services, int screensPerStore) throws Exception {
        Fleet fleet = new Fleet();
        try {
            List<Integer> ports = LoopbackPort.free(services * 2);
            for (int service = 0; service < services; service++) {
                Notifier notifier =
                        Notifier.start(bootstrapServers, ports.get(service * 2), ports.get(service * 2 + 1));
                fleet.notifiers.add(notifier);
                fleet.crowds.add(CrowdProcess.start(notifier.port(), screensPerStore, Notifier.request()));
            }
            return fleet;
        } catch (Exception e) {
            fleet.close();
            throw e;
        }
    }

    int size() {
        return notifiers.size();
    }

    /** Divides the screens between the services; returns how long the slowest took to have its share answered. */
    long connectMillis(int screens) throws IOException {
        tell("connect " + screens / size());
        return hear().stream().mapToLong(Long::parseLong).max().orElseThrow();
    }

    void tell(String line) {
        crowds.forEach(crowd -> crowd.tell(line));
    }

    /** An answer of each crowd. */
    List<String> hear() throws IOException {
        List<String> answers = new ArrayList<>();
        for (Worker crowd : crowds) {
            answers.add(crowd.hear());
        }
        return answers;
    }

    Usage usageAfterCollection() throws IOException, InterruptedException {
        Usage sum = Usage.NOTHING;
        for (Notifier notifier : notifiers) {
            sum = sum.plus(notifier.usageAfterCollection());
        }
        return sum;
    }

    Usage usage() throws IOException {
        Usage sum = Usage.NOTHING;
        for (Notifier notifier : notifiers) {
            sum = sum.plus(notifier.usage());
        }
        return sum;
    }

    @Override
    public void close() {
        crowds.forEach(Worker::close);
        notifiers.forEach(Notifier::close);
    }
}
