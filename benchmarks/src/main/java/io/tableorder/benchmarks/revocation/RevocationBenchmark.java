package io.tableorder.benchmarks.revocation;

import io.tableorder.benchmarks.service.HttpCaller;
import io.tableorder.benchmarks.service.HttpCaller.Answer;
import io.tableorder.benchmarks.service.OpenedRestaurant;
import io.tableorder.testkit.process.WholePlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;

/**
 * Ends people's and tablets' access in every way, and measures from the answer of the change until the first refused request in each
 * service, and until the end of an open stream: with PostgreSQL, and without it.
 */
public final class RevocationBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 10);
    private static final int PARTITIONS = 4;

    private final WholePlatform platform;
    private final OpenedRestaurant restaurant;
    private final HttpCaller admin;
    private final HttpCaller operator;
    private final Victims victims;

    private RevocationBenchmark(WholePlatform platform) throws IOException, InterruptedException {
        this.platform = platform;
        this.restaurant = OpenedRestaurant.open(platform, 0);
        this.admin = restaurant.chainAdmin();
        this.operator = restaurant.operator();
        this.victims = new Victims(restaurant, admin, operator);
    }

    public static void main(String[] args) throws Exception {
        try (WholePlatform platform = WholePlatform.withoutServices(
                new WholePlatform.Plan(PARTITIONS, 2, Map.of()),
                name -> Path.of("target", "revocation-" + name + ".log"))) {
            platform.startServices();
            RevocationBenchmark benchmark = new RevocationBenchmark(platform);
            // Code that runs for the first time would be what is measured.
            benchmark.end(benchmark.letIn(1), _ -> {});
            System.out.printf("%nPostgreSQL is there, %d rounds%n%s%n", ROUNDS, Lives.head());
            benchmark.end(benchmark.letIn(ROUNDS), System.out::println);
            Map<Way, List<Victim>> others = benchmark.letIn(ROUNDS);
            platform.database().stop();
            System.out.printf("%nPostgreSQL is stopped, %d rounds%n%s%n", ROUNDS, Lives.head());
            benchmark.end(others, System.out::println);
        }
    }

    private Map<Way, List<Victim>> letIn(int rounds) throws IOException, InterruptedException {
        Map<Way, List<Victim>> in = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            List<Victim> ofWay = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ofWay.add(victims.next(way.victims()));
            }
            in.put(way, ofWay);
        }
        return in;
    }

    private interface Lines {
        void print(String line);
    }

    private void end(Map<Way, List<Victim>> in, Lines lines) throws Exception {
        for (Map.Entry<Way, List<Victim>> each : in.entrySet()) {
            Way way = each.getKey();
            Lives lives = new Lives();
            OptionalInt refused = OptionalInt.empty();
            // What is refused once is not asked for again: without PostgreSQL, that is the answer.
            for (Victim victim : each.getValue()) {
                if (refused.isEmpty()) {
                    refused = end(way, victim, lives);
                }
            }
            lines.print(
                    refused.isEmpty()
                            ? lives.line(way)
                            : "%-26s  answered %d".formatted(way.title(), refused.getAsInt()));
        }
    }

    /** A new password is not set without PostgreSQL, and yet what was logged in has been logged out. */
    private static boolean hasEndedAccess(Answer answer) {
        return answer.body().contains("ACCESS_ENDED_ONLY");
    }

    /** Returns the answer's status if access could not be ended this way. */
    private OptionalInt end(Way way, Victim victim, Lives lives)
            throws IOException, InterruptedException, ExecutionException {
        try (Attempt attempt = Attempt.begin(platform, victim)) {
            HttpCaller by = switch (way.by()) {
                case ADMIN -> admin;
                case OPERATOR -> operator;
                case THEMSELVES -> victim.caller();
            };
            long asked = System.nanoTime();
            Answer answer = by.send(way.method(), way.uri(restaurant, victim), way.body());
            long answered = System.nanoTime();
            if (answer.status() >= 300 && !hasEndedAccess(answer)) {
                return OptionalInt.of(answer.status());
            }
            lives.add(Duration.ofNanos(answered - asked), attempt.livesAfter(answered));
            return OptionalInt.empty();
        }
    }
}
