package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guesses are stopped, and stop nobody else. */
class LoginLimitsTest {

    private static final String PASSWORD = "tableorder-demo";
    private static final String STRANGER = "127.0.0.2";
    private static final String HERE = "127.0.0.1";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");

    LoginLimitsTest() {
        api.post(
                        "/api/v1/admin/staff?store_id=" + store.storeId,
                        store.chainAdmin,
                        "{\"username\":\"kim\",\"password\":\"%s\"}".formatted(PASSWORD))
                .expect(201);
    }

    private static Answer from(RunningApi api, String address, String path, String body, String cookie)
            throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url() + path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body));
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        }
    }

    private Answer login(String address, String password, String cookie) throws Exception {
        return from(
                api,
                address,
                "/api/v1/admin/login",
                "{\"store_id\":\"%s\",\"username\":\"kim\",\"password\":\"%s\"}".formatted(store.storeId, password),
                cookie);
    }

    private static String cookieOf(Answer login) {
        return login.header("Set-Cookie").split(";", 2)[0];
    }

    private void lock(String address) throws Exception {
        for (int i = 0; i < 5; i++) {
            login(address, "wrong-guess", "").expectProblem(401, "AUTH_ERROR");
        }
        login(address, "wrong-guess", "").expectProblem(429, "TOO_MANY_ATTEMPTS");
    }

    @Test
    void a_strangers_guesses_lock_the_strangers_address_and_no_other() throws Exception {
        lock(STRANGER);

        login(HERE, PASSWORD, "").expect(200);
        login(STRANGER, PASSWORD, "").expectProblem(429, "TOO_MANY_ATTEMPTS");
    }

    @Test
    void a_table_stays_open_to_its_tablet_whatever_a_stranger_guesses() throws Exception {
        store.table(7);
        String body = "{\"store_id\":\"%s\",\"table_number\":7,\"table_password\":\"%s\"}";
        for (int i = 0; i < 6; i++) {
            from(api, STRANGER, "/api/v1/customer/login", body.formatted(store.storeId, "wrong-guess"), "");
        }

        from(api, HERE, "/api/v1/customer/login", body.formatted(store.storeId, "lamp-and-ladder-7"), "")
                .expect(200);
    }

    @Test
    void a_device_that_was_in_before_gets_in_from_the_strangers_own_address() throws Exception {
        Answer before = login(STRANGER, PASSWORD, "").expect(200);
        assertThat(before.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/api/v1");
        lock(STRANGER);

        login(STRANGER, PASSWORD, cookieOf(before)).expect(200);
    }

    @Test
    void a_known_device_guesses_no_more_often_than_others() throws Exception {
        String cookie = cookieOf(login(HERE, PASSWORD, "").expect(200));
        for (int i = 0; i < 5; i++) {
            login(HERE, "wrong-guess", cookie).expectProblem(401, "AUTH_ERROR");
        }

        login(HERE, PASSWORD, cookie).expectProblem(429, "TOO_MANY_ATTEMPTS");
        login(HERE, PASSWORD, "").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ".9999999999.0", "another-device.9999999999.00"})
    void a_forged_cookie_makes_no_device_known(String value) throws Exception {
        String name = cookieOf(login(STRANGER, PASSWORD, "").expect(200)).split("=", 2)[0];
        lock(STRANGER);

        login(STRANGER, PASSWORD, name + "=" + value).expectProblem(429, "TOO_MANY_ATTEMPTS");
    }

    @Test
    void a_device_known_to_one_name_is_a_stranger_to_another() throws Exception {
        String cookie = cookieOf(login(STRANGER, PASSWORD, "").expect(200));
        store.table(8);
        String body = "{\"store_id\":\"%s\",\"table_number\":8,\"table_password\":\"%s\"}";
        for (int i = 0; i < 5; i++) {
            from(api, STRANGER, "/api/v1/customer/login", body.formatted(store.storeId, "wrong-guess"), cookie)
                    .expectProblem(401, "AUTH_ERROR");
        }

        from(api, STRANGER, "/api/v1/customer/login", body.formatted(store.storeId, "lamp-and-ladder-8"), cookie)
                .expectProblem(429, "TOO_MANY_ATTEMPTS");
    }

    @Test
    void guesses_from_many_addresses_lock_a_name_for_strangers_only() throws Exception {
        String cookie = cookieOf(login(HERE, PASSWORD, "").expect(200));
        for (int address = 1; address <= 10; address++) {
            for (int i = 0; i < 5; i++) {
                login("127.0.1." + address, "wrong-guess", "").expectProblem(401, "AUTH_ERROR");
            }
        }

        login("127.0.1.11", PASSWORD, "").expectProblem(429, "TOO_MANY_ATTEMPTS");
        login(HERE, PASSWORD, cookie).expect(200);
    }

    @Test
    void of_many_guesses_at_once_no_more_are_checked_than_one_after_the_other() throws Exception {
        List<CompletableFuture<Answer>> guesses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            guesses.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return login(STRANGER, "wrong-guess", "");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }

        assertThat(guesses.stream().map(CompletableFuture::join).filter(answer -> answer.status() == 401))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void an_admin_unlocks_a_name() throws Exception {
        lock(HERE);

        api.post("/api/v1/admin/staff/unlock", store.admin, "{\"username\":\"kim\"}")
                .expect(204);

        login(HERE, PASSWORD, "").expect(200);
    }

    @Test
    void one_address_that_tries_many_names_is_slowed_and_others_are_not() throws Exception {
        try (RunningApi strict = RunningApi.start("--LOGIN_FAILURES_PER_ADDRESS=10")) {
            TestStore own = TestStore.open(strict, "hanok");
            String body = "{\"store_id\":\"%s\",\"table_number\":%d,\"table_password\":\"%s\"}";
            own.table(1);
            List<Integer> statuses = new ArrayList<>();
            for (int number = 100; number < 120; number++) {
                statuses.add(from(
                                strict,
                                STRANGER,
                                "/api/v1/customer/login",
                                body.formatted(own.storeId, number, "spring-2026"),
                                "")
                        .status());
            }

            assertThat(statuses.subList(0, 10)).containsOnly(401);
            assertThat(statuses).contains(429);
            from(strict, HERE, "/api/v1/customer/login", body.formatted(own.storeId, 1, "lamp-and-ladder-1"), "")
                    .expect(200);
        }
    }

    @Test
    void addresses_of_one_ipv6_network_are_one() {
        assertThat(new ClientInfo("2001:db8:1:2:3:4:5:6", "", java.util.Map.of()).network())
                .isEqualTo(new ClientInfo("2001:db8:1:2::1", "", java.util.Map.of()).network())
                .isNotEqualTo(new ClientInfo("2001:db8:1:3::1", "", java.util.Map.of()).network());
        assertThat(new ClientInfo("192.0.2.7", "", java.util.Map.of()).network())
                .isEqualTo("192.0.2.7");
    }
}
