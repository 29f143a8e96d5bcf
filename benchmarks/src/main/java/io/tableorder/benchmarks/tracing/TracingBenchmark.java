package io.tableorder.benchmarks.tracing;

import io.tableorder.benchmarks.load.Tablets;
import io.tableorder.benchmarks.load.Target;
import io.tableorder.benchmarks.service.OrderApiProcess;
import io.tableorder.embedded.EmbeddedKafka;
import io.tableorder.fixture.OtlpReceiver;
import io.tableorder.fixture.SeededStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Orders to three order-api instances in turn, each on a broker of its own: one sends no traces, one sends one in a
 * hundred, one sends all, to a receiver in this process.
 */
public final class TracingBenchmark {

    private static final SeededStores STORES = new SeededStores(Integer.getInteger("stores", 64), 100);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("seconds", 4));
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    /** Three services and the load share two cores with the compiler. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUpSeconds", 90));

    private TracingBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                Sampled none = Sampled.start("none", Map.of());
                Sampled some = Sampled.start("one in 100", sent(receiver, "0.01"));
                Sampled all = Sampled.start("all", sent(receiver, "1"))) {
            Target.measureInTurn(
                    List.of(none.target(), some.target(), all.target()),
                    new Target.Plan(List.of(8, 64), SPAN, ROUNDS, WARM_UP));
        }
    }

    private static Map<String, String> sent(OtlpReceiver receiver, String share) {
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), "OTEL_TRACES_SAMPLER_ARG", share);
    }

    private record Sampled(String name, EmbeddedKafka kafka, OrderApiProcess orderApi) implements AutoCloseable {

        static Sampled start(String name, Map<String, String> settings) throws Exception {
            EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
            STORES.writeTo(kafka.bootstrapServers(), (short) 1);
            return new Sampled(name, kafka, OrderApiProcess.start(kafka.bootstrapServers(), settings));
        }

        Target target() throws InterruptedException {
            orderApi.awaitReady();
            List<Integer> stores = IntStream.range(0, STORES.stores()).boxed().toList();
            Supplier<byte[]> orders =
                    Tablets.of(stores, STORES.tablesPerStore()).posts(Tablets.ORDERS);
            return new Target(name, orders, orderApi.port(), orderApi::processorTime);
        }

        @Override
        public void close() {
            orderApi.close();
            kafka.close();
        }
    }
}
