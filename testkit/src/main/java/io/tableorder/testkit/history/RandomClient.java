package io.tableorder.testkit.history;

import io.tableorder.event.Actor;
import io.tableorder.event.Role;
import io.tableorder.operability.security.TokenIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Plays the guests of one table, and the staff around it. */
final class RandomClient {

    private static final int PERCENT_REPEATED = 2;

    /** Wishes that may be sent again: far fewer than a store keeps receipts, of which the oldest go first. */
    private static final int MOST_REMEMBERED = 100;

    /**
     * Nearly all of them come at the longest wait: two minutes, in which a killed platform is back on a busy machine.
     */
    private static final int MOST_REQUESTS_OF_A_COMMAND = 120;

    /** The wait is doubled from one request to the next. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

    /** Longer is not waited, whatever Retry-After says: a client that hangs on finds more than a patient one. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private record Person(Actor actor, String token) {}

    private record Wish(Person person, String key, Command command) {}

    private final Restaurant restaurant;
    private final String tableId;
    private final String name;
    private final RandomGenerator random;
    private final CommandDraw draw;
    private final Person guest;
    private final Person staff;
    private final OrderApi api;
    private final Supplier<URI> instances;
    private final History history;
    private final Deque<Wish> lately = new ArrayDeque<>();
    private int wishes;

    RandomClient(
            long seed,
            int number,
            Restaurant restaurant,
            String tableId,
            TokenIssuer tokens,
            OrderApi api,
            Supplier<URI> instances,
            History history) {
        this.restaurant = restaurant;
        this.tableId = tableId;
        this.name = seed + "-" + number;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000 + number);
        this.draw = new CommandDraw(random);
        this.guest = person(tokens, Role.TABLE, tableId, tableId);
        this.staff = person(tokens, Role.STORE_ADMIN, "admin-" + name, null);
        this.api = api;
        this.instances = instances;
        this.history = history;
    }

    private Person person(TokenIssuer tokens, Role role, String id, @Nullable String ofTable) {
        String token = tokens.issue(id, role, restaurant.chainId(), restaurant.storeId(), ofTable)
                .value();
        return new Person(new Actor(role, id), token);
    }

    /** One command after the other, each until it is known what became of it. */
    void want(BooleanSupplier more, Duration pause, Executor others) throws InterruptedException {
        while (more.getAsBoolean()) {
            if (!lately.isEmpty() && happens()) {
                request(List.copyOf(lately).get(random.nextInt(lately.size())));
            } else {
                settle(nextWish(), others);
            }
            Thread.sleep(pause);
        }
    }

    private Wish nextWish() {
        Command command = draw.next(restaurant, tableId);
        Wish wish = new Wish(askerOf(command), name + "-" + wishes++, command);
        if (lately.size() == MOST_REMEMBERED) {
            lately.removeFirst();
        }
        lately.addLast(wish);
        return wish;
    }

    private boolean happens() {
        return random.nextInt(100) < PERCENT_REPEATED;
    }

    private Person askerOf(Command command) {
        return switch (command) {
            case Command.PlaceOrder _, Command.CancelOrder _ -> guest;
            case Command.ChangeStatus _,
                    Command.RemoveOrder _,
                    Command.ChangeLine _,
                    Command.RemoveItem _,
                    Command.EndSession _,
                    Command.MoveSession _,
                    Command.MergeSession _,
                    Command.SetAvailability _ -> staff;
        };
    }

    private void settle(Wish wish, Executor others) throws InterruptedException {
        CompletableFuture<?> hastyFinger = happens()
                ? CompletableFuture.supplyAsync(() -> request(wish), others)
                : CompletableFuture.completedFuture(null);
        Duration backOff = SHORTEST_WAIT;
        OrderApi.Reply reply = request(wish);
        for (int requests = 1;
                reply.outcome() instanceof Outcome.Unknown && requests < MOST_REQUESTS_OF_A_COMMAND;
                requests++) {
            Thread.sleep(atMostTheLongest(reply.retryAfter().orElse(backOff)));
            backOff = atMostTheLongest(backOff.multipliedBy(2));
            reply = request(wish);
        }
        hastyFinger.join();
    }

    private OrderApi.Reply request(Wish wish) {
        long sent = System.nanoTime();
        OrderApi.Reply reply = api.send(instances.get(), wish.person().token(), wish.key(), wish.command());
        history.record(new Attempt(
                wish.person().actor(),
                restaurant.storeId(),
                wish.key(),
                wish.command(),
                sent,
                System.nanoTime(),
                reply.outcome()));
        if (reply.outcome() instanceof Outcome.Ok ok) {
            restaurant.hear(wish.command(), ok.answer());
        }
        return reply;
    }

    private static Duration atMostTheLongest(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
