package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.fixture.AccessRecordsTwin;
import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.event.Role;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.TokenReader;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever ends somebody's access ends the tokens that they hold, at once and with PostgreSQL or Kafka away. */
class EndedAccessTest {

    private static final String PASSWORD = "tableorder-demo";
    private static final String BOARD = "/api/v1/admin/orders";

    private static RunningApi api;
    private static AccessRecordsTwin topic;
    private static TestStore store;
    private static int accounts;

    private String accountId;
    private String username;
    private String token;

    @BeforeAll
    static void start() {
        api = RunningApi.startOnServerThatStops();
        topic = api.bean(AccessRecordsTwin.class);
        store = TestStore.open(api, "hanok");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void somebodyLogsIn() {
        topic.comeBack();
        // The test before this one may have had PostgreSQL away: whoever is told 503 tries again.
        await().untilAsserted(() -> {
            username = "person-" + ++accounts;
            accountId = account(username, "staff");
            token = login(username, PASSWORD);
        });
    }

    private static String account(String username, String role) {
        return api.post(
                        "/api/v1/admin/staff?store_id=" + store.storeId,
                        store.chainAdmin,
                        "{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(username, PASSWORD, role))
                .expect(201)
                .text("account_id");
    }

    private static String login(String username, String password) {
        return api.post(
                        "/api/v1/admin/login",
                        "",
                        "{\"store_id\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                                .formatted(store.storeId, username, password),
                        "User-Agent",
                        "Kitchen screen")
                .expect(200)
                .text("access_token");
    }

    private static String tabletOf(int number, String password) {
        return api.post(
                        "/api/v1/customer/login",
                        "",
                        "{\"store_id\":\"%s\",\"table_number\":%d,\"table_password\":\"%s\"}"
                                .formatted(store.storeId, number, password))
                .expect(200)
                .text("access_token");
    }

    private Answer change(String body) {
        return api.patch("/api/v1/admin/staff/" + accountId + "?store_id=" + store.storeId, store.chainAdmin, body);
    }

    private static Caller caller(String token) {
        return api.bean(TokenReader.class).read(token);
    }

    private void expectOut(String ended) {
        api.get(BOARD, ended).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void a_token_says_which_device_and_which_epoch_it_is_of() {
        change("{\"password\":\"another-one-1\"}").expect(200);
        String second = login(username, "another-one-1");

        assertThat(caller(token).login().epoch()).isEqualTo(0);
        assertThat(caller(second).login().epoch()).isEqualTo(1);
        assertThat(caller(second).login().device())
                .isNotEqualTo(caller(token).login().device());
    }

    @Test
    void a_new_password_another_role_and_disabling_end_tokens_and_a_new_login_begins_anew() {
        change("{\"password\":\"another-one-1\"}").expect(200);
        expectOut(token);
        String second = login(username, "another-one-1");
        api.get(BOARD, second).expect(200);

        change("{\"role\":\"store_admin\"}").expect(200);
        expectOut(second);
        String third = login(username, "another-one-1");
        change("{\"role\":\"store_admin\"}").expect(200);
        api.get(BOARD, third).expect(200);

        change("{\"disabled\":true}").expect(200);
        expectOut(third);
        change("{\"disabled\":false}").expect(200);
        expectOut(third);
        api.get(BOARD, login(username, "another-one-1")).expect(200);
    }

    @Test
    void deleting_ends_access_for_good_and_the_topic_says_so() {
        api.delete("/api/v1/admin/staff/" + accountId + "?store_id=" + store.storeId, store.chainAdmin)
                .expect(204);

        expectOut(token);
        assertThat(topic.written())
                .contains(AccessEnd.OfSubject.forGood(accountId, api.clock().instant()));
    }

    @Test
    void logging_out_ends_this_device_and_no_other() {
        String other = login(username, PASSWORD);

        api.post("/api/v1/auth/logout", token, "").expect(204);

        expectOut(token);
        api.get(BOARD, other).expect(200);
    }

    @Test
    void devices_are_listed_and_logged_out_one_by_one_or_all_together() {
        api.clock().moveOn(Duration.ofSeconds(1));
        String second = login(username, PASSWORD);
        var devices = api.get("/api/v1/auth/devices", second).expect(200).json().path("devices");

        assertThat(devices).hasSize(2);
        assertThat(devices.at("/0/current").asBoolean()).isTrue();
        assertThat(devices.at("/1/current").asBoolean()).isFalse();
        assertThat(devices.at("/0/address").asString()).isEqualTo("127.0.0.1");
        assertThat(devices.at("/0/user_agent").asString()).isEqualTo("Kitchen screen");
        String first = devices.at("/1/device_id").asString();
        api.delete("/api/v1/auth/devices/" + first, second).expect(204);
        expectOut(token);
        api.get(BOARD, second).expect(200);
        api.delete("/api/v1/auth/devices/" + first, second).expectProblem(404, "NOT_FOUND");

        api.delete("/api/v1/auth/devices", second).expect(204);
        expectOut(second);
        api.clock().moveOn(Duration.ofMillis(1));
        api.get(BOARD, login(username, PASSWORD)).expect(200);
    }

    @Test
    void only_people_have_devices() {
        String tableId = store.table(41);

        api.delete("/api/v1/auth/devices", "").expectProblem(401, "AUTH_ERROR");
        api.delete("/api/v1/auth/devices", store.tablet(tableId)).expectProblem(403, "FORBIDDEN");
    }

    @Test
    void nobody_logs_out_somebody_elses_device() {
        String device = caller(token).login().device();
        account("other-" + accounts, "staff");
        String other = login("other-" + accounts, PASSWORD);

        api.delete("/api/v1/auth/devices/" + device, other).expectProblem(404, "NOT_FOUND");

        api.get(BOARD, token).expect(200);
    }

    @Test
    void people_change_their_own_password_by_the_current_one_or_a_fresh_login() {
        String own = "/api/v1/admin/staff/" + accountId;
        api.clock().moveOn(Duration.ofMinutes(6));
        api.patch(own, token, "{\"password\":\"another-one-1\"}").expectProblem(400, "VALIDATION_ERROR");
        api.patch(own, token, "{\"password\":\"another-one-1\",\"current_password\":\"wrong\"}")
                .expectProblem(400, "VALIDATION_ERROR");
        api.get(BOARD, token).expect(200);

        api.patch(own, token, "{\"password\":\"another-one-1\",\"current_password\":\"%s\"}".formatted(PASSWORD))
                .expect(200);
        expectOut(token);
        String second = login(username, "another-one-1");
        api.patch(own, second, "{\"password\":\"another-one-2\"}").expect(200);
        expectOut(second);

        String third = login(username, "another-one-2");
        String change = "{\"current_password\":\"%s\",\"new_password\":\"another-one-3\"}";
        api.post("/api/v1/auth/password", third, change.formatted("wrong")).expectProblem(400, "VALIDATION_ERROR");
        api.post("/api/v1/auth/password", third, change.formatted("another-one-2"))
                .expect(204);
        expectOut(third);
        login(username, "another-one-3");
    }

    @Test
    void whoever_holds_a_token_cannot_try_out_its_owners_password_for_long() {
        String change = "{\"current_password\":\"wrong\",\"new_password\":\"another-one-3\"}";
        for (int i = 0; i < 5; i++) {
            api.post("/api/v1/auth/password", token, change).expectProblem(400, "VALIDATION_ERROR");
        }
        api.post("/api/v1/auth/password", token, change).expectProblem(429, "TOO_MANY_ATTEMPTS");
        login(username, PASSWORD);
    }

    @Test
    void staff_change_nothing_but_their_own_password() {
        String other = account("second-" + accounts, "staff");

        api.patch("/api/v1/admin/staff/" + other, token, "{\"password\":\"another-one-1\"}")
                .expectProblem(403, "FORBIDDEN");
        api.patch("/api/v1/admin/staff/" + accountId, token, "{\"role\":\"store_admin\"}")
                .expectProblem(403, "FORBIDDEN");
        api.patch("/api/v1/admin/staff/no-such-account", token, "{\"password\":\"another-one-1\"}")
                .expectProblem(403, "FORBIDDEN");
    }

    @Test
    void a_tables_new_password_and_its_removal_end_its_tablets_menus_too() {
        String tableId = store.table(40);
        String tablet = tabletOf(40, "lamp-and-ladder-40");
        api.get("/api/v1/customer/menus", tablet).expect(200);

        api.patch("/api/v1/admin/tables/" + tableId, store.admin, "{\"table_password\":\"fresh-40\"}")
                .expect(200);
        api.get("/api/v1/customer/menus", tablet).expectProblem(401, "AUTH_ERROR");
        api.clock().moveOn(Duration.ofSeconds(1));
        String again = tabletOf(40, "fresh-40");
        api.get("/api/v1/customer/menus", again).expect(200);

        api.delete("/api/v1/admin/tables/" + tableId, store.admin).expect(204);
        api.get("/api/v1/customer/menus", again).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void the_operator_shuts_a_chain_out_and_lets_it_in_again_and_makes_and_stops_its_admins() {
        String chainId = "chain-" + accounts;
        String chain = "{\"chain_id\":\"%s\",\"chain_name\":\"한옥\",\"username\":\"%s\",\"password\":\"%s\"}";
        api.post("/api/v1/platform/chains", api.operator(), chain.formatted(chainId, "boss", PASSWORD))
                .expect(201);
        api.post("/api/v1/platform/chains", api.operator(), chain.formatted(chainId, "second", PASSWORD))
                .expect(201);
        String boss = chainLogin(chainId, "boss").expect(200).text("access_token");
        String second = chainLogin(chainId, "second").expect(200).text("access_token");

        String ofBoss =
                "/api/v1/platform/chains/" + chainId + "/admins/" + caller(boss).subject();
        api.patch(ofBoss, api.operator(), "{\"disabled\":true}").expect(200);
        api.get("/api/v1/chain/stores", boss).expectProblem(401, "AUTH_ERROR");
        api.get("/api/v1/chain/stores", second).expect(200);
        chainLogin(chainId, "boss").expectProblem(401, "AUTH_ERROR");

        String ofChain = "/api/v1/platform/chains/" + chainId;
        api.patch(ofChain, api.operator(), "{\"disabled\":true}").expect(200);
        api.get("/api/v1/chain/stores", second).expectProblem(401, "AUTH_ERROR");
        chainLogin(chainId, "second").expectProblem(401, "AUTH_ERROR");
        api.patch(ofChain, api.operator(), "{\"disabled\":false}").expect(200);
        api.get("/api/v1/chain/stores", second).expectProblem(401, "AUTH_ERROR");
        api.get(
                        "/api/v1/chain/stores",
                        chainLogin(chainId, "second").expect(200).text("access_token"))
                .expect(200);
        api.patch("/api/v1/platform/chains/no-such-chain", api.operator(), "{\"disabled\":true}")
                .expectProblem(404, "NOT_FOUND");
        api.patch(ofChain + "/admins/" + accountId, api.operator(), "{\"disabled\":true}")
                .expectProblem(404, "NOT_FOUND");
    }

    private static Answer chainLogin(String chainId, String username) {
        return api.post(
                "/api/v1/admin/login",
                "",
                "{\"chain_id\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}".formatted(chainId, username, PASSWORD));
    }

    @Test
    void what_kafka_does_not_take_now_is_sent_when_it_is_back() {
        topic.goAway();
        change("{\"disabled\":true}").expect(200);
        expectOut(token);
        String other = api.token(Role.STAFF, "hanok", store.storeId, null);
        api.post("/api/v1/auth/logout", other, "").expect(204);

        topic.comeBack();

        await().until(() -> topic.written().stream().anyMatch(end -> end.key().startsWith("subject/" + accountId)));
        await().until(() -> topic.written().stream()
                .anyMatch(end ->
                        end.key().equals("device/" + caller(other).login().device())));
    }

    @Test
    void what_a_lost_topic_held_is_written_again() {
        change("{\"disabled\":true}").expect(200);
        topic.lose();

        api.bean(AccessOutbox.class).mayHaveForgotten();

        await().until(() -> topic.written().stream().anyMatch(end -> end.key().startsWith("subject/" + accountId)));
    }

    @Test
    void with_postgresql_away_a_device_is_still_logged_out_and_so_are_all() {
        String second = login(username, PASSWORD);
        api.stopDatabase();
        try {
            api.post("/api/v1/auth/logout", token, "").expect(204);
            expectOut(token);
            api.delete("/api/v1/auth/devices", second).expect(204);
            expectOut(second);
        } finally {
            api.startDatabase();
        }
    }
}
