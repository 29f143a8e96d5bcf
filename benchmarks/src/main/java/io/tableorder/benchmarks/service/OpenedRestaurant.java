package io.tableorder.benchmarks.service;

import io.tableorder.testkit.process.OrdersCommand;
import io.tableorder.testkit.process.ServiceInstance;
import io.tableorder.testkit.process.WholePlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/** A restaurant with one dish, opened by {@code orders setup} as its owner would, and its people's ways in. */
public record OpenedRestaurant(ServiceInstance orderApi, HttpClient http) {

    public static final String STORE = "store-1";
    public static final String PASSWORD = "lamp-and-ladder-9";

    private static final String OPERATOR = "helm";
    private static final String CHAIN = "chain-1";
    private static final String CHAIN_ADMIN = "boss";

    /** What was opened is in the read models by then. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /**
     * Opens it, on a platform that is ready.
     *
     * @param tables numbered from 1
     * @throws IllegalStateException with what the command said, if it failed
     */
    public static OpenedRestaurant open(WholePlatform platform, int tables) throws IOException, InterruptedException {
        OrdersCommand setup = platform.command(
                "setup",
                "--operator=" + OPERATOR,
                "--operator-password=" + PASSWORD,
                "--chain=" + CHAIN,
                "--chain-name=Chain",
                "--chain-admin=" + CHAIN_ADMIN,
                "--chain-password=" + PASSWORD,
                "--store=" + STORE,
                "--store-name=Store",
                "--store-admin=manager",
                "--store-password=" + PASSWORD,
                "--tables=" + tables,
                "--table-password=" + PASSWORD,
                "--dish=Rice/Bibimbap/9000");
        if (setup.exitCode() != 0) {
            throw new IllegalStateException("orders setup failed:\n" + setup.output());
        }
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new OpenedRestaurant(platform.orderApi(), http);
    }

    /** Returns the address of what an admin of the chain asks of the store. */
    public URI ofStore(String path) {
        return at("/admin" + path + (path.contains("?") ? "&" : "?") + "store_id=" + STORE);
    }

    public URI at(String path) {
        return orderApi.base().resolve("/api/v1" + path);
    }

    public HttpCaller operator() throws InterruptedException {
        return logIn("/platform/login", Map.of("username", OPERATOR, "password", PASSWORD));
    }

    public HttpCaller chainAdmin() throws InterruptedException {
        return logIn("/admin/login", chainAdminsLogin());
    }

    /** Returns the body of the chain admin's login. */
    public static Map<String, Object> chainAdminsLogin() {
        return chainAdminsLogin(CHAIN, CHAIN_ADMIN);
    }

    /** Logs in the admin of another chain, whose password is {@link #PASSWORD}. */
    public HttpCaller chainAdmin(String chainId, String username) throws InterruptedException {
        return logIn("/admin/login", chainAdminsLogin(chainId, username));
    }

    private static Map<String, Object> chainAdminsLogin(String chainId, String username) {
        return Map.of("chain_id", chainId, "username", username, "password", PASSWORD);
    }

    public HttpCaller person(String username) throws InterruptedException {
        return logIn("/admin/login", Map.of("store_id", STORE, "username", username, "password", PASSWORD));
    }

    public HttpCaller tablet(int table) throws InterruptedException {
        return logIn("/customer/login", tabletsLogin(table));
    }

    /** Returns the body of a tablet's login. */
    public static Map<String, Object> tabletsLogin(int table) {
        return Map.of("store_id", STORE, "table_number", table, "table_password", PASSWORD);
    }

    private HttpCaller logIn(String path, Map<String, Object> login) throws InterruptedException {
        HttpCaller anybody = HttpCaller.anybody(http);
        return anybody.as(await(() -> anybody.send("POST", at(path), login).expect(200))
                .json()
                .path("access_token")
                .asString());
    }

    /** Returns the id of the one dish, once guests can see it. */
    public String dish(HttpCaller tablet) throws InterruptedException {
        return await(() -> tablet.get(at("/customer/menus"))
                .expect(200)
                .json()
                .findValuesAsString("menu_id")
                .getFirst());
    }

    private interface Attempt<T> {
        T make() throws IOException, InterruptedException;
    }

    private static <T> T await(Attempt<T> attempt) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            try {
                return attempt.make();
            } catch (IOException | RuntimeException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Not within " + LONGEST_WAIT.toSeconds() + " s", notYet);
                }
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
