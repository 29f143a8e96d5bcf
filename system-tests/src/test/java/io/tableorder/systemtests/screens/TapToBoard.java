package io.tableorder.systemtests.screens;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Measures how long it takes from a guest's tap until the order is in the board's DOM in another window, and asserts nothing of
 * it. Not run with the tests: see benchmarks/README.md. Both pages are in one browser, so that one clock tells both times.
 */
@InBrowser
class TapToBoard {

    private static final String STORE = "hanok-gangnam";
    private static final int TABLE = 2;
    private static final int SAMPLES = Integer.getInteger("samples", 200);
    private static final int WARM_UP = 20;
    /** A table with more orders than guests ever have would measure something else. */
    private static final int ORDERS_A_SESSION = 10;

    private static final String NOTE_TAPS_AND_ANSWERS = """
            () => {
              const onTheClock = (time) => performance.timeOrigin + time;
              document.addEventListener('click', (event) => {
                if (event.target.closest('.send')) window.tapped = onTheClock(event.timeStamp);
              }, true);
              new MutationObserver(() => {
                const order = document.querySelector('.placed .number')?.dataset.order;
                if (order && order !== window.answered?.order) window.answered = {order, at: onTheClock(performance.now())};
              }).observe(document.body, {childList: true, subtree: true});
            }""";

    private static final String NOTE_ARRIVALS = """
            () => {
              window.arrived = {};
              new MutationObserver(() => document.querySelectorAll('[data-order]').forEach(({dataset}) =>
                window.arrived[dataset.order] ??= performance.timeOrigin + performance.now()
              )).observe(document.body, {childList: true, subtree: true, attributeFilter: ['data-order']});
            }""";

    /** A request of the tablet's page that order-api answers at once. */
    private static final String NOTHING = """
            async () => {
              const begun = performance.now();
              await (await fetch('/health/live', {cache: 'no-store'})).text();
              return performance.now() - begun;
            }""";

    private record Sample(double nothing, double answer, double board) {}

    private final Screens screens;

    TapToBoard(Screens screens) {
        this.screens = screens;
    }

    @Test
    void from_the_tap_to_the_board() throws Exception {
        Page board = screens.board(STORE);
        board.evaluate(NOTE_ARRIVALS);
        Page tablet = screens.tablet(STORE, TABLE);
        tablet.evaluate(NOTE_TAPS_AND_ANSWERS);
        List<Sample> samples = new ArrayList<>();
        for (int order = 0; order < WARM_UP + SAMPLES; order++) {
            if (order % ORDERS_A_SESSION == 0) {
                screens.clear(STORE, TABLE);
            }
            Sample sample = order(tablet, board);
            if (order >= WARM_UP) {
                samples.add(sample);
            }
        }
        System.out.printf("%d orders, ms%n", SAMPLES);
        print("no-op, there and back", samples.stream().map(Sample::nothing).toList());
        print(
                "tap to number on the tablet",
                samples.stream().map(Sample::answer).toList());
        print("tap to order on the board", samples.stream().map(Sample::board).toList());
    }

    private static Sample order(Page tablet, Page board) {
        double nothing = number(tablet.evaluate(NOTHING));
        tablet.locator(".card").first().click();
        tablet.locator(".send").click();
        tablet.waitForFunction("() => window.answered?.at > window.tapped");
        String orderId = (String) tablet.evaluate("() => window.answered.order");
        board.waitForFunction("(order) => window.arrived[order]", orderId);
        double tapped = number(tablet.evaluate("() => window.tapped"));
        Sample sample = new Sample(
                nothing,
                number(tablet.evaluate("() => window.answered.at")) - tapped,
                number(board.evaluate("(order) => window.arrived[order]", orderId)) - tapped);
        tablet.keyboard().press("Escape");
        tablet.locator(".placed").waitFor(new WaitForOptions().setState(WaitForSelectorState.DETACHED));
        return sample;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void print(String what, List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.printf(
                "%-28s p50 %6.1f  p90 %6.1f  p99 %6.1f  longest %6.1f%n",
                what, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), sorted.getLast());
    }

    /** The nearest rank. */
    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
