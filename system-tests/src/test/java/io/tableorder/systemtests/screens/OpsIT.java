package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Those who keep the platform running see how it does, and what it needs them for. */
@InBrowser
class OpsIT {

    private final Screens screens;

    OpsIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void services_are_shown_as_they_are_and_the_log_as_it_grows() throws Exception {
        Page ops = screens.chainPage("/ops");
        assertThat(ops.locator(".service.ready")).hasCount(3);
        Locator end = ops.locator("[data-testid=log-end]");
        String before = end.textContent();

        Guests.at(screens, "hanok-hongdae", 10).order();

        assertThat(end).not().hasText(before);
        assertThat(ops.locator("[data-partition]")).hasCount(12);
        ops.route("**/health/ready", Route::abort);
        assertThat(ops.locator(".service.away")).hasCount(3);
    }

    @Test
    void a_rebuild_takes_the_operators_token_and_says_what_it_came_to() throws Exception {
        Page ops = screens.chainPage("/ops");
        beginComparison(ops, "not-a-token");
        assertThat(ops.locator(".fault")).isVisible();
        assertThat(ops.locator("dialog.question")).hasCount(0);

        beginComparison(ops, screens.operatorsToken());

        assertThat(ops.locator("[data-testid=rebuild-run]")).hasAttribute("data-state", "built");
        assertThat(ops.locator(".fault")).hasCount(0);
    }

    private static void beginComparison(Page ops, String token) {
        ops.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("비교만 하기"))
                .click();
        ops.locator(".question [name=typed]").fill(token);
        ops.locator(".question .primary").click();
    }

    /** Parked as if by order-projector, whose own tests park real ones: a hole in this log would be in all other tests' way. */
    @Test
    void a_parked_event_is_tried_again_or_left_out_with_a_reason() {
        Page ops = screens.chainPage(
                "/ops",
                page -> page.route("**/admin/projection", route -> {
                    String report = route.fetch().text();
                    route.fulfill(new FulfillOptions()
                            .setContentType("application/json")
                            .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                            .setBody(report.replaceFirst("\"parked\":\\[]", "\"parked\":[" + PARKED + "]")));
                }));
        List<String> asked = new CopyOnWriteArrayList<>();
        ops.route("**/projection/parked/**", route -> {
            asked.add(route.request().url().replaceFirst(".*/parked/", "") + " "
                    + route.request().postData());
            route.fulfill(new FulfillOptions()
                    .setStatus(409)
                    .setContentType("application/problem+json")
                    .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                    .setBody("{\"detail\":\"앞서 보류된 이벤트부터 처리하세요\"}"));
        });
        Locator parked = ops.locator("[data-position='7-12']");
        assertThat(parked).containsText("UNREADABLE");

        parked.getByText("다시 시도").click();
        assertThat(ops.locator(".fault")).hasText("앞서 보류된 이벤트부터 처리하세요");
        parked.getByText("건너뛰기").click();
        ops.locator(".question .grave").click();
        assertThat(ops.locator(".question")).isVisible();
        ops.locator(".question [name=typed]").fill("시험 기록");
        ops.locator(".question .grave").click();

        assertThat(ops.locator(".question")).hasCount(0);
        ops.waitForCondition(() -> asked.size() == 2);
        assertThat(asked).containsExactly("7-12/retry null", "7-12/skip {\"reason\":\"시험 기록\"}");
    }

    private static final String PARKED = """
            {"position":"7-12","scope":"order","store_id":"hanok-hongdae","order_id":"an-order","reason":"UNREADABLE",
             "detail":"value is no JSON","record_time":"2026-03-02T09:00:00Z","parked_at":"2026-03-02T09:00:00Z"}""";
}
