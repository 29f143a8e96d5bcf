package io.tableorder.systemtests.screens;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.tableorder.embedded.TcpProxy;
import io.tableorder.event.Role;
import io.tableorder.operability.security.TokenIssuer;
import io.tableorder.operability.settings.SecuritySettings;
import io.tableorder.systemtests.Client;
import io.tableorder.testkit.TestIssuer;
import io.tableorder.testkit.process.RunningPlatform;
import io.tableorder.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One platform for all tests, which keep apart by using tables of their own. Screens reach the stream
 * through a proxy that can be cut, on an origin of its own, as in production.
 */
final class Screens implements AutoCloseable {

    /** Away from where a developer's own platform and the other system tests listen. */
    private static final int PORT_OFFSET = 13_300;

    private static final int NOTIFIER_PORT = 8082 + PORT_OFFSET;
    private static final int STREAM_PORT = NOTIFIER_PORT + 100;
    private static final int API_PORT = 8080 + PORT_OFFSET;
    private static final int LINE_PORT = API_PORT + 100;
    private static final int ISSUER_PORT = API_PORT + 50;
    /** Short, so that a stream that has gone silent is noticed within a test. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Duration AN_EVENING = Duration.ofHours(1);
    private static final String CHAIN = "hanok";

    private static final double PATIENCE_MILLIS = 60_000;

    private final Path data;
    private final RunningPlatform platform;
    private final TcpProxy streamLine;
    private final TcpProxy line;
    private final TestIssuer issuer;
    private final Browser browser;

    private Screens(Browser browser) throws IOException, InterruptedException {
        data = Files.createTempDirectory("screens");
        streamLine = TcpProxy.open(STREAM_PORT, NOTIFIER_PORT);
        line = TcpProxy.open(LINE_PORT, API_PORT);
        issuer = TestIssuer.at(ISSUER_PORT, InstantSource.system()).start();
        platform = new RunningPlatform(data, PORT_OFFSET, settings());
        this.browser = browser;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(issuer.settings("http://127.0.0.1:" + API_PORT));
        settings.put("STREAM_URL", "http://127.0.0.1:" + STREAM_PORT);
        settings.put("PRINTER_NETWORKS", "127.0.0.1/32:1-65535");
        settings.put("SSE_HEARTBEAT_INTERVAL", String.valueOf(HEARTBEAT.toSeconds()));
        return settings;
    }

    /** Vouches for chain admins and operators. */
    TestIssuer issuer() {
        return issuer;
    }

    static Screens open(Browser browser) {
        try {
            return new Screens(browser);
        } catch (IOException e) {
            throw new IllegalStateException("The screens cannot be tested", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while starting", e);
        }
    }

    TcpProxy streamLine() {
        return streamLine;
    }

    /** Of {@link #tabletOnLine}. */
    TcpProxy line() {
        return line;
    }

    /** Ends the session of every table that has one, or of the one. */
    void clear(String storeId, @Nullable Integer tableNumber) throws IOException, InterruptedException {
        Client admin = adminOf(storeId);
        for (JsonNode table : tables(storeId)) {
            boolean meant = tableNumber == null || table.get("table_number").asInt() == tableNumber;
            if (meant && table.has("session_id")) {
                String path = "/admin/tables/" + table.get("table_id").asString() + "/end-session";
                admin.send("POST", path, Map.of("unfinished", "complete"), null);
            }
        }
    }

    private String secretKey() {
        try {
            return Files.readString(data.resolve("secret-key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The platform has no key", e);
        }
    }

    /** With a token of their own making, like all here: that passwords are checked is for those tests to see that log in. */
    Client adminOf(String storeId) {
        return with(token(Role.STORE_ADMIN, chainOf(storeId), storeId, null, AN_EVENING));
    }

    Client tableOf(String storeId, int tableNumber) throws IOException, InterruptedException {
        for (JsonNode table : tables(storeId)) {
            if (table.get("table_number").asInt() == tableNumber) {
                String tableId = table.get("table_id").asString();
                return with(token(Role.TABLE, chainOf(storeId), storeId, tableId, AN_EVENING));
            }
        }
        throw new IllegalArgumentException(storeId + " has no table " + tableNumber);
    }

    private JsonNode tables(String storeId) throws IOException, InterruptedException {
        return adminOf(storeId).get("/admin/tables").body().get("tables");
    }

    private Client with(String token) {
        return new Client(Client.of(platform.orderApi()).instances(), token);
    }

    private static String chainOf(String storeId) {
        return storeId.substring(0, storeId.indexOf('-'));
    }

    /** A device of its own, that remembers nothing yet. */
    Page device(int width, int height) {
        return device(width, height, platform.orderApi());
    }

    private Page device(int width, int height, String origin) {
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setBaseURL(origin)
                .setViewportSize(width, height)
                .setLocale("ko-KR")
                .setTimezoneId("Asia/Seoul"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context.newPage();
    }

    /** A tablet that was set up for the table before. */
    Page tablet(String storeId, int tableNumber) {
        return tablet(device(1280, 800), storeId, tableNumber);
    }

    /** One behind a line that can be cut, and that is ready to be opened without it. */
    Page tabletOnLine(String storeId, int tableNumber) {
        Page page = tablet(device(1280, 800, "http://127.0.0.1:" + LINE_PORT), storeId, tableNumber);
        page.evaluate("() => navigator.serviceWorker.ready");
        return page;
    }

    private static Page tablet(Page page, String storeId, int tableNumber) {
        remember(
                page,
                "tablet.device",
                Map.of(
                        "store_id", storeId,
                        "table_number", tableNumber,
                        "table_password", Client.TABLE_PASSWORD));
        page.navigate("/tablet");
        page.locator(".card").first().waitFor();
        return page;
    }

    /** An admin's device, logged in before, with no page open yet. */
    Page adminsDevice(String storeId) {
        Page page = device(1440, 900);
        remember(page, "admin.login", storeLogin(storeId, AN_EVENING));
        return page;
    }

    /** An admin's screen, logged in before. */
    Page board(String storeId) {
        Page page = adminsDevice(storeId);
        page.navigate("/admin");
        page.locator("[data-connection=live] .table-card").first().waitFor();
        return page;
    }

    Map<String, Object> storeLogin(String storeId, Duration lifetime) {
        return Map.of(
                "access_token",
                token(Role.STORE_ADMIN, chainOf(storeId), storeId, null, lifetime),
                "store_id",
                storeId,
                "store_name",
                storeId,
                "username",
                "admin",
                "role",
                "store_admin");
    }

    /** A page of the demo's first chain, logged in before. */
    Page chainPage(String path) {
        return chainPage(path, _ -> {});
    }

    /** @param prepare what must be so before the page asks for anything */
    Page chainPage(String path, Consumer<Page> prepare) {
        Page page = device(1440, 900);
        remember(page, "chain.login", chainLogin());
        prepare.accept(page);
        page.navigate(path);
        page.locator("[data-connection=live] main li").first().waitFor();
        return page;
    }

    Map<String, Object> chainLogin() {
        return chainLogin(AN_EVENING);
    }

    Map<String, Object> chainLogin(Duration lifetime) {
        return Map.of(
                "access_token",
                token(Role.CHAIN_ADMIN, CHAIN, null, null, lifetime),
                "chain_id",
                CHAIN,
                "username",
                "chain",
                "role",
                "chain_admin");
    }

    Map<String, Object> operatorLogin() {
        return Map.of("access_token", operatorsToken(), "chain_id", "", "username", "operator", "role", "operator");
    }

    String operatorsToken() {
        return token(Role.OPERATOR, "", null, null, AN_EVENING);
    }

    /**
     * Makes a token that this platform takes.
     *
     * @param chainId the empty string for the operator
     */
    private String token(
            Role role, String chainId, @Nullable String storeId, @Nullable String tableId, Duration lifetime) {
        SecuritySettings settings = new SecuritySettings(secretKey(), lifetime, List.of());
        return new TokenIssuer(settings, InstantSource.system())
                .issue("somebody", role, chainId, storeId, tableId)
                .value();
    }

    /** Asks as an operator, as tools do. */
    Client operator() {
        return with(operatorsToken());
    }

    /** Reads the link that a page shows whoever has invited somebody, and puts it away. */
    static String invitation(Page page) {
        String address = page.locator("[data-invitation]").innerText();
        page.locator("form:has([data-invitation]) .primary").click();
        return address;
    }

    /** Opens the link of an invitation and chooses a password. */
    static void accept(Page page, String invitation, String password) {
        page.navigate(invitation);
        page.locator("[name=password]").fill(password);
        page.locator("[name=again]").fill(password);
        page.locator("form .primary").click();
    }

    static void logIn(Page page, String storeId) {
        logIn(page, storeId, "admin", Client.PASSWORD);
    }

    static void logIn(Page page, String storeId, String username, String password) {
        page.locator("[name=store_id]").fill(storeId);
        page.locator("[name=username]").fill(username);
        page.locator("[name=password]").fill(password);
        page.locator("form .primary").click();
    }

    /** Before its first page, and only if it does not remember something else by then. */
    static void remember(Page page, String key, Object value) {
        String json = Json.mapper().writeValueAsString(value);
        page.context()
                .addInitScript("if (localStorage.getItem(%1$s) === null) localStorage.setItem(%1$s, %2$s);"
                        .formatted(
                                Json.mapper().writeValueAsString(key),
                                Json.mapper().writeValueAsString(json)));
    }

    @Override
    public void close() throws InterruptedException, IOException {
        platform.close();
        streamLine.close();
        line.close();
        issuer.close();
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
