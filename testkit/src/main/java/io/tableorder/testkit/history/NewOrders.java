package io.tableorder.testkit.history;

import static org.awaitility.Awaitility.await;

import io.tableorder.event.Actor;
import io.tableorder.event.Role;
import io.tableorder.operability.security.TokenIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Finds out since when stores take orders again: guests who want nothing but one order, and ask until they have it. */
public final class NewOrders implements AutoCloseable {

    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(50);

    private final TokenIssuer tokens;
    private final History history;
    private final Duration patience;
    private final OrderApi api = new OrderApi();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger orders = new AtomicInteger();

    /**
     * @param tokens issues what the instances accept
     * @param history has these orders too
     * @param patience of a guest; whoever has no order by then fails
     */
    public NewOrders(TokenIssuer tokens, History history, Duration patience) {
        this.tokens = tokens;
        this.history = history;
        this.patience = patience;
    }

    /**
     * Orders in each of these restaurants at once, and returns when each has answered a new order.
     *
     * @param instances where each next request goes; asked from many threads
     */
    public void place(List<Restaurant> restaurants, Supplier<URI> instances) {
        List<CompletableFuture<Void>> guests = restaurants.stream()
                .map(restaurant ->
                        CompletableFuture.runAsync(() -> awaitOrder(new Guest(restaurant), instances), threads))
                .toList();
        guests.forEach(CompletableFuture::join);
    }

    /**
     * Does the same, but each guest asks this one instance first.
     *
     * @return what came of those first requests
     */
    public List<Outcome> placeAfterTrying(URI first, List<Restaurant> restaurants, Supplier<URI> instances) {
        List<CompletableFuture<Outcome>> guests = restaurants.stream()
                .map(restaurant -> CompletableFuture.supplyAsync(
                        () -> {
                            Guest guest = new Guest(restaurant);
                            Outcome outcome = guest.tryToOrder(first);
                            awaitOrder(guest, instances);
                            return outcome;
                        },
                        threads))
                .toList();
        return guests.stream().map(CompletableFuture::join).toList();
    }

    private void awaitOrder(Guest guest, Supplier<URI> instances) {
        await("a new order in " + guest.restaurant.storeId())
                .atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_REQUESTS)
                .until(() -> guest.hasOrdered(instances.get()));
    }

    private final class Guest {

        private final Restaurant restaurant;
        private final Actor actor;
        private final String token;
        private String key = nextKey();
        private Command command;

        Guest(Restaurant restaurant) {
            this.restaurant = restaurant;
            String tableId = restaurant.tableIds().getFirst();
            this.actor = new Actor(Role.TABLE, tableId);
            this.token = tokens.issue(tableId, Role.TABLE, restaurant.chainId(), restaurant.storeId(), tableId)
                    .value();
            this.command = order(tableId);
        }

        private String nextKey() {
            return "new-order-" + orders.incrementAndGet();
        }

        private Command order(String tableId) {
            String menuId = restaurant.menuIds().stream()
                    .filter(menu -> !menu.equals(restaurant.soldOut()))
                    .filter(menu -> restaurant.choicesOf(menu).stream().allMatch(group -> group.minChoices() == 0))
                    .findFirst()
                    .orElseThrow();
            return new Command.PlaceOrder(tableId, List.of(new Command.Line(menuId, 1, null)));
        }

        /**
         * Sends one request; under a key of its own once the last was refused, as when something is sold out just now.
         */
        boolean hasOrdered(URI instance) {
            Outcome outcome = tryToOrder(instance);
            if (outcome instanceof Outcome.Rejected) {
                key = nextKey();
                command = order(actor.id());
            }
            return outcome instanceof Outcome.Ok;
        }

        Outcome tryToOrder(URI instance) {
            long sent = System.nanoTime();
            Outcome outcome = api.send(instance, token, key, command).outcome();
            history.record(new Attempt(actor, restaurant.storeId(), key, command, sent, System.nanoTime(), outcome));
            return outcome;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        api.close();
    }
}
