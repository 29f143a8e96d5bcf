package io.tableorder.systemtests;

import io.tableorder.fixture.SeededStores;
import io.tableorder.systemtests.Client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Orders one thing at a time, and asks again with the same key until it is answered. */
record Guest(Client tablet, String menuId) {

    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(100);

    /** Far longer than any fault of the tests lasts. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** At a table of {@link SeededStores}. */
    static Guest at(RoundRobin balancer, int store, int table) {
        return new Guest(new Client(balancer, Tokens.table(store, table)), SeededStores.menuId(0));
    }

    /**
     * @return the order's id
     * @throws AssertionError if an answer is neither an order nor "try again", or none comes in two minutes
     */
    String order(String idempotencyKey) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Object last = "nothing yet";
        while (System.nanoTime() < deadline) {
            try {
                Answer answer = tryToOrder(idempotencyKey);
                if (answer.status() == 201) {
                    return answer.body().get("order_id").asString();
                }
                if (answer.status() != 429 && answer.status() != 503) {
                    throw new AssertionError("An order was answered " + answer);
                }
                last = answer;
            } catch (IOException lost) {
                // Whether it was placed, the next answer says.
                last = lost;
            }
            Thread.sleep(BEFORE_ASKING_AGAIN);
        }
        throw new AssertionError(
                "The order %s had no answer in %s, at last: %s".formatted(idempotencyKey, PATIENCE, last));
    }

    Answer tryToOrder(String idempotencyKey) throws IOException, InterruptedException {
        Map<String, Object> body = Map.of("items", List.of(Map.of("menu_id", menuId, "quantity", 1)));
        return tablet.send("POST", "/customer/orders", body, idempotencyKey);
    }
}
