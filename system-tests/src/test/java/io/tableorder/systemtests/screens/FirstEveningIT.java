package io.tableorder.systemtests.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.tableorder.testkit.process.OrdersCommand;
import io.tableorder.testkit.process.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger's first evening, from a platform on which there is nothing to an order on the board: in a browser and by a
 * command, without curl and without signing anything. With {@code -Dscreenshots=write} its pictures in docs/screens are made
 * anew.
 */
@InBrowser
class FirstEveningIT {

    /** Beside the platform of all other screens' tests. */
    private static final int PORT_OFFSET = 13_500;

    private static final double PATIENCE_MILLIS = 60_000;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String PASSWORD = "plum-kettle-4711";
    private static final Pattern SETUP = Pattern.compile("(http://\\S+)/setup#code=(\\S+)");
    private static final Pattern PAIRING = Pattern.compile("http://\\S+/tablet#pair=\\S+");
    private static final boolean TAKING_PICTURES = "write".equals(System.getProperty("screenshots"));
    private static final Path PICTURES =
            Path.of(System.getProperty("table-order.home")).resolve("docs/screens");

    @TempDir
    private static Path data;

    private static RunningPlatform platform;
    private static long begin;

    private final Browser browser;

    FirstEveningIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void startEmpty() throws Exception {
        begin = System.nanoTime();
        platform = new RunningPlatform(
                data,
                PORT_OFFSET,
                Map.of("CORS_ORIGINS", "http://127.0.0.1:" + (8080 + PORT_OFFSET)),
                List.of("--empty"));
        await().atMost(SOON).until(() -> SETUP.matcher(platform.outputSoFar()).find());
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    @Test
    void from_nothing_to_an_order_on_the_board_in_a_browser_and_another_restaurant_by_a_command() throws Exception {
        Matcher told = SETUP.matcher(platform.outputSoFar());
        assertThat(told.find()).isTrue();
        String code = told.group(2);
        double started = seconds(begin);

        String pairing = setUp(told.group());
        Page board = board("my-store", "manager");
        Page tablet = device(1280, 800);
        order(tablet, pairing, board);
        System.out.printf(
                "*** First evening: ready after %.1f s, an order on the board after %.1f s ***%n",
                started, seconds(begin));

        nobodyElseGetsInBy(told.group());
        theOperatorSeesTheChain();
        aSecondRestaurantByCommand();
        theStoreIsClosedAndOpenedAgain(board, tablet);
        assertThat(logs()).doesNotContain(code).doesNotContain(PASSWORD);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Goes through the pages' steps and returns the address that sets a tablet up. */
    private String setUp(String address) {
        Page page = device(1280, 1000);
        page.navigate(address);
        assertThat(page).hasURL(address.replaceAll("#.*", ""));
        fill(page, Map.of("username", "owner", "password", PASSWORD));
        picture(page, "operator");
        next(page, "chain");
        fill(page, Map.of("name", "우리 식당", "password", PASSWORD));
        picture(page, "chain");
        next(page, "store");
        fill(page, Map.of("name", "우리 식당 본점", "zone", "Asia/Seoul", "password", PASSWORD));
        picture(page, "store");
        next(page, "tables");
        fill(page, Map.of("count", "4"));
        picture(page, "tables");
        next(page, "menu");
        for (Map<String, String> dish : List.of(
                Map.of("category", "식사", "name", "비빔밥", "price", "9000"),
                Map.of("category", "음료", "name", "수정과", "price", "4000"))) {
            fill(page, dish);
            page.locator("form .primary").click();
            assertThat(page.locator(".dishes li", new Page.LocatorOptions().setHasText(dish.get("name"))))
                    .isVisible();
        }
        picture(page, "menu");
        page.locator("[name=done]").click();
        Locator link = page.locator(".address");
        assertThat(link).isVisible();
        picture(page, "tablet");
        return link.getAttribute("href");
    }

    private static void fill(Page page, Map<String, String> values) {
        values.forEach((name, value) -> page.locator("form [name=" + name + "]").fill(value));
    }

    private static void next(Page page, String step) {
        page.locator("form .primary").click();
        page.locator("[data-step=" + step + "]").waitFor();
    }

    private Page board(String storeId, String username) {
        Page board = device(1440, 900);
        board.navigate("/admin");
        Screens.logIn(board, storeId, username, PASSWORD);
        board.locator("[data-connection=live] .table-card").first().waitFor();
        return board;
    }

    private static void order(Page tablet, String pairing, Page board) {
        tablet.navigate(pairing);
        assertThat(tablet.locator(".table-name")).hasText("1번 테이블");
        tablet.locator(".card").first().click();
        tablet.locator(".send").click();
        assertThat(tablet.locator(".placed[open]")).isVisible();
        assertThat(board.locator("[data-table='1']")).containsText("비빔밥");
        picture(board, "board");
    }

    /** The address has been used; there is an operator, and nobody becomes one by asking. */
    private void nobodyElseGetsInBy(String address) {
        Page page = device(1280, 900);
        page.navigate(address);
        fill(page, Map.of("username", "stranger", "password", PASSWORD));
        page.locator("form .primary").click();
        assertThat(page.locator(".fault")).isVisible();
        assertThat(page.locator("[data-step=operator]")).isVisible();
    }

    private void theOperatorSeesTheChain() {
        Page page = device(1440, 900);
        page.navigate("/platform");
        page.locator("[name=username]").fill("owner");
        page.locator("[name=password]").fill(PASSWORD);
        page.locator("form .primary").click();
        Locator chain = page.locator("[data-chain=my-chain]");
        chain.locator("button").click();
        assertThat(page.locator(".opened")).containsText("my-store");
        page.locator(".opened .choices .secondary").click();
        fill(page, Map.of("username", "deputy"));
        page.locator("dialog.form .primary").click();
        assertThat(page.locator("[data-invitation]")).containsText("/invitation#code=");
        page.locator("form:has([data-invitation]) .primary").click();
        assertThat(page.locator("[data-person=deputy]")).containsText("까지 초대됨");
        picture(page, "platform");
        page.navigate("/ops");
        assertThat(page.locator(".service.ready")).hasCount(3);
        assertThat(page.locator("[data-partition]")).hasCount(12);
    }

    private void aSecondRestaurantByCommand() throws Exception {
        OrdersCommand setup = OrdersCommand.run(
                Map.of(
                        "SECRET_KEY",
                        Files.readString(data.resolve("secret-key")).strip(),
                        "ORDER_API_URL",
                        platform.orderApi(),
                        "SETUP_OPERATOR_PASSWORD",
                        PASSWORD,
                        "SETUP_CHAIN_PASSWORD",
                        PASSWORD,
                        "SETUP_STORE_PASSWORD",
                        PASSWORD),
                "setup",
                "--operator=second",
                "--chain=noodles",
                "--chain-name=Noodles",
                "--chain-admin=boss",
                "--store=noodles-1",
                "--store-name=Noodles one",
                "--store-admin=manager",
                "--tables=2",
                "--dish=Noodles/Kalguksu/8000");
        assertThat(setup.exitCode()).as(setup.output()).isZero();
        Matcher pairing = PAIRING.matcher(setup.output());
        assertThat(pairing.find()).as(setup.output()).isTrue();
        Page tablet = device(1280, 800);
        tablet.navigate(pairing.group());
        assertThat(tablet.locator(".card")).containsText("Kalguksu");
    }

    private void theStoreIsClosedAndOpenedAgain(Page board, Page tablet) {
        Page chain = device(1440, 900);
        chain.navigate("/chain");
        chain.locator("[name=chain_id]").fill("my-chain");
        chain.locator("[name=username]").fill("boss");
        chain.locator("[name=password]").fill(PASSWORD);
        chain.locator("form .primary").click();
        chain.locator("[data-connection=live] [data-store=my-store]").waitFor();
        chain.locator("[name=rows]").click();
        Locator row = chain.locator("tr[data-store=my-store]");
        assertThat(row).containsText("접수 중");
        row.locator(".danger").click();
        chain.locator("dialog .grave").click();

        assertThat(row).containsText("폐점");
        assertThat(board.locator("[name=password]")).isVisible();
        assertThat(tablet.locator("[name=pairing_code]")).isVisible();

        row.locator(".actions button").last().click();
        chain.locator("dialog .primary").click();
        assertThat(row).containsText("접수 중");
        board("my-store", "manager");
    }

    private static String logs() throws IOException {
        try (var files = Files.list(data.resolve("logs"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.collect(Collectors.toList())) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private Page device(int width, int height) {
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setBaseURL(platform.orderApi())
                .setViewportSize(width, height)
                .setLocale("ko-KR")
                .setTimezoneId("Asia/Seoul"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context.newPage();
    }

    private static void picture(Page page, String step) {
        if (TAKING_PICTURES) {
            page.screenshot(new ScreenshotOptions()
                    .setPath(PICTURES.resolve("first-evening-" + step + "-ko.png"))
                    .setAnimations(ScreenshotAnimations.DISABLED));
        }
    }
}
