package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.fixture.AccountRecordsTwin;
import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.trail.AccountEvent;
import io.tableorder.trail.AccountEventCodec;
import io.tableorder.wire.HashChainLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Who did what to an account, and who logged in: written down, asked for, and sent to its topic. */
class AccountTrailTest {

    private static final RunningApi API = RunningApi.shared();
    private static final String PASSWORD = "plum-kettle-4711";
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestStore store;
    private String inStore;

    @BeforeEach
    void open() {
        store = TestStore.open(API, "hanok");
        inStore = "?store_id=" + store.storeId;
    }

    private Answer create(String username) {
        return API.post(
                        "/api/v1/admin/staff" + inStore,
                        store.chainAdmin,
                        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, PASSWORD))
                .expect(201);
    }

    private Answer login(String username, String password) {
        return API.post(
                "/api/v1/admin/login",
                "",
                "{\"store_id\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(store.storeId, username, password));
    }

    private List<JsonNode> events(String token, String query) {
        return API.get("/api/v1/admin/audit/accounts" + query, token)
                .expect(200)
                .json()
                .path("events")
                .valueStream()
                .toList();
    }

    private List<String> typesOf(String account) {
        return events(store.chainAdmin, inStore + "&account=" + account).reversed().stream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    @Test
    void an_accounts_life_is_told_from_its_beginning_to_its_end() {
        String kim = create("kim-of-trail").text("account_id");
        String path = "/api/v1/admin/staff/" + kim + inStore;
        login("kim-of-trail", "wrong").expectProblem(401, "AUTH_ERROR");
        String token = login("kim-of-trail", PASSWORD).expect(200).text("access_token");
        API.post(
                        "/api/v1/auth/password",
                        token,
                        "{\"current_password\":\"wrong\",\"new_password\":\"walnut-canoe-1893\"}")
                .expect(400);
        API.post("/api/v1/auth/logout", token, "").expect(204);
        await().atMost(SOON).until(() -> typesOf(kim).contains("logged-out.v1"));
        API.patch(path, store.chainAdmin, "{\"role\":\"store_admin\"}").expect(200);
        API.patch(path, store.chainAdmin, "{\"password\":\"walnut-canoe-1893\"}")
                .expect(200);
        API.patch(path, store.chainAdmin, "{\"disabled\":true}").expect(200);
        API.patch(path, store.chainAdmin, "{\"disabled\":true}").expect(200);
        API.patch(path, store.chainAdmin, "{\"disabled\":false}").expect(200);
        API.delete(path, store.chainAdmin).expect(204);

        assertThat(typesOf(kim))
                .containsExactly(
                        "account.created.v1",
                        "login.failed.v1",
                        "login.succeeded.v1",
                        "password.not-proved.v1",
                        "logged-out.v1",
                        "account.role-changed.v1",
                        "password.changed.v1",
                        "account.disabled.v1",
                        "account.enabled.v1",
                        "account.deleted.v1");
    }

    @Test
    void an_event_says_who_did_it_from_where_and_on_which_device() {
        String kim = create("kim-of-trail").text("account_id");
        String token = login("kim-of-trail", PASSWORD).expect(200).text("access_token");
        JsonNode device =
                API.get("/api/v1/auth/devices", token).expect(200).json().at("/devices/0");

        List<JsonNode> events = events(store.chainAdmin, inStore + "&account=" + kim);

        JsonNode loggedIn = events.getFirst();
        assertThat(loggedIn.path("device").asString())
                .isEqualTo(device.path("device_id").asString());
        assertThat(loggedIn.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(loggedIn.has("by")).isFalse();
        JsonNode created = events.getLast();
        assertThat(created.at("/by/role").asString()).isEqualTo("chain_admin");
        assertThat(created.path("username").asString()).isEqualTo("kim-of-trail");
        assertThat(created.path("request_id").asString()).isNotEmpty();
        assertThat(events.toString()).doesNotContain(PASSWORD).doesNotContain("$2");
    }

    @Test
    void a_lock_is_told_and_a_name_that_no_account_has_is_not() {
        for (int i = 0; i < 5; i++) {
            login("my-secret-typed-as-a-name", "wrong").expectProblem(401, "AUTH_ERROR");
        }
        login("my-secret-typed-as-a-name", "wrong").expectProblem(429, "TOO_MANY_ATTEMPTS");

        List<JsonNode> events = events(store.chainAdmin, inStore);

        assertThat(events.toString()).doesNotContain("my-secret-typed-as-a-name");
        assertThat(events.stream().map(event -> event.path("type").asString()).toList())
                .startsWith("login.locked.v1", "login.failed.v1")
                .filteredOn("login.failed.v1"::equals)
                .hasSize(5);
    }

    @Test
    void a_store_admin_sees_their_store_and_a_chain_admin_the_chain() {
        create("kim-of-trail");
        TestStore sibling = TestStore.open(API, "hanok");
        TestStore foreign = TestStore.open(API, "bunsik");
        for (TestStore other : List.of(sibling, foreign)) {
            API.post(
                            "/api/v1/admin/staff?store_id=" + other.storeId,
                            other.chainAdmin,
                            "{\"username\":\"lee-of-trail\",\"password\":\"%s\"}".formatted(PASSWORD))
                    .expect(201);
        }

        assertThat(events(store.admin, ""))
                .allSatisfy(
                        event -> assertThat(event.path("store_id").asString()).isEqualTo(store.storeId));
        List<JsonNode> ofChain = events(store.chainAdmin, "?limit=100");
        assertThat(ofChain.toString()).contains(sibling.storeId).doesNotContain(foreign.storeId);
        API.get("/api/v1/admin/audit/accounts?store_id=" + foreign.storeId, store.chainAdmin)
                .expectProblem(403, "FORBIDDEN");
        API.get("/api/v1/admin/audit/accounts?store_id=" + sibling.storeId, store.admin)
                .expectProblem(403, "FORBIDDEN");
    }

    @Test
    void pages_follow_each_other_without_a_gap_and_bounds_of_time_hold() {
        for (String name : List.of("one-of-trail", "two-of-trail", "three-of-trail")) {
            create(name);
        }
        String path = "/api/v1/admin/audit/accounts" + inStore + "&limit=2";

        Answer first = API.get(path, store.chainAdmin).expect(200);
        Answer second = API.get(path + "&cursor=" + first.text("next_cursor"), store.chainAdmin)
                .expect(200);

        assertThat(first.json().path("events")).hasSize(2);
        assertThat(second.json().at("/events/0/username").asString()).isEqualTo("one-of-trail");
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(events(store.chainAdmin, inStore + "&to=2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(events(store.chainAdmin, inStore + "&account=no%00body")).isEmpty();
        API.get(path + "&cursor=x", store.chainAdmin).expectProblem(400, "VALIDATION_ERROR");
        API.get("/api/v1/admin/audit/accounts?limit=101", store.admin).expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void a_chains_events_are_one_hash_chain_and_reach_their_topic() {
        create("kim-of-trail");
        JdbcTemplate jdbc = API.bean(JdbcTemplate.class);

        List<byte[]> trail = jdbc.query(
                "SELECT document FROM accounts.trail WHERE chain_id = 'hanok' ORDER BY sequence",
                (row, _) -> row.getString(1).getBytes(StandardCharsets.UTF_8));

        long sequence = 0;
        String hash = "0".repeat(64);
        for (byte[] value : trail) {
            HashChainLink link = HashChainLink.read(value, "chain_id", "hanok").orElseThrow();
            assertThat(link.isSealOf(value)).isTrue();
            assertThat(link.fitBehind(sequence, hash)).isEqualTo(HashChainLink.Fit.NEXT);
            AccountEvent event = AccountEventCodec.read(value);
            sequence = event.sequence();
            hash = link.hash();
        }
        await().atMost(SOON).until(() -> topic().containsAll(texts(trail)));
    }

    private static List<String> topic() {
        return texts(API.bean(AccountRecordsTwin.class).written());
    }

    private static List<String> texts(List<byte[]> values) {
        return values.stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void while_kafka_is_away_people_log_in_and_what_they_did_is_sent_afterwards() {
        String kim = create("kim-of-trail").text("account_id");
        AccountRecordsTwin kafka = API.bean(AccountRecordsTwin.class);
        kafka.goAway();
        try {
            login("kim-of-trail", PASSWORD).expect(200);
            assertThat(typesOf(kim)).containsExactly("account.created.v1", "login.succeeded.v1");
        } finally {
            kafka.comeBack();
        }

        await().atMost(SOON)
                .until(() -> topic().stream()
                        .filter(event -> event.contains(kim))
                        .anyMatch(event -> event.contains("login.succeeded.v1")));
    }

    @Test
    void an_operator_adds_an_admin_to_a_chain_that_is_there_and_opens_none_by_it() {
        String chain = "chain-" + store.storeId;
        API.post(
                        "/api/v1/platform/chains",
                        API.operator(),
                        "{\"chain_id\":\"%s\",\"chain_name\":\"n\",\"username\":\"boss\",\"password\":\"%s\"}"
                                .formatted(chain, PASSWORD))
                .expect(201);
        String deputy = "{\"username\":\"deputy\",\"password\":\"%s\"}".formatted(PASSWORD);
        String path = "/api/v1/platform/chains/" + chain + "/admins";

        assertThat(API.post(path, API.operator(), deputy).expect(201).text("role"))
                .isEqualTo("chain_admin");

        API.post(path, API.operator(), deputy).expectProblem(409, "CONFLICT");
        API.post("/api/v1/platform/chains/no-such-chain/admins", API.operator(), deputy)
                .expectProblem(404, "NOT_FOUND");
        String token = API.post(
                        "/api/v1/admin/login",
                        "",
                        "{\"chain_id\":\"%s\",\"username\":\"deputy\",\"password\":\"%s\"}".formatted(chain, PASSWORD))
                .expect(200)
                .text("access_token");
        assertThat(events(token, "").stream()
                        .map(event -> event.path("type").asString())
                        .toList())
                .containsExactly("login.succeeded.v1", "account.created.v1", "account.created.v1", "chain.opened.v1");
    }

    @Test
    void logins_are_counted_by_what_came_of_them() {
        create("kim-of-trail");
        login("kim-of-trail", "wrong").expectProblem(401, "AUTH_ERROR");
        login("kim-of-trail", PASSWORD).expect(200);

        assertThat(API.scrape())
                .containsPattern("tableorder_logins_total\\{.*kind=\"store\".*outcome=\"failed\".*} [1-9]")
                .containsPattern("tableorder_logins_total\\{.*kind=\"store\".*outcome=\"succeeded\".*} [1-9]");
    }
}
