package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tableorder.access.AccessEnd;
import io.tableorder.api.fixture.AccessRecordsTwin;
import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.operability.security.Caller;
import io.tableorder.operability.security.TokenReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tablets and screens are set up by a code, log in by a credential of their own, are seen in a list and logged out there. */
class StoreDevicesTest {

    private static final String PASSWORD = "tableorder-demo";
    private static final String DEVICES = "/api/v1/admin/devices";
    private static final String CODES = DEVICES + "/pairing-codes";
    private static final String MENUS = "/api/v1/customer/menus";
    private static final String BOARD = "/api/v1/admin/orders";

    private static RunningApi api;
    private static int tables = 100;

    private TestStore store;

    private String accountId;
    private String username;
    private String admin;
    private int tableNumber;
    private String tableId;

    @BeforeAll
    static void start() {
        api = RunningApi.startOnServerThatStops();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void anAdminLogsIn() {
        store = TestStore.open(api, "hanok");
        tableNumber = ++tables;
        tableId = store.table(tableNumber);
        username = "admin-" + tableNumber;
        accountId = api.post(
                        "/api/v1/admin/staff?store_id=" + store.storeId,
                        store.chainAdmin,
                        "{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"store_admin\"}"
                                .formatted(username, PASSWORD))
                .expect(201)
                .text("account_id");
        api.clock().moveOn(Duration.ofSeconds(1));
        admin = logIn(PASSWORD);
    }

    private String logIn(String password) {
        return adminLogin(password).expect(200).text("access_token");
    }

    private Answer adminLogin(String password) {
        return api.post(
                "/api/v1/admin/login",
                "",
                "{\"store_id\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(store.storeId, username, password));
    }

    private String codeForTable() {
        return api.post(
                        CODES,
                        admin,
                        "{\"kind\":\"tablet\",\"table_id\":\"%s\",\"device_name\":\"창가\"}".formatted(tableId))
                .expect(201)
                .text("pairing_code");
    }

    private String codeFor(String kind) {
        return api.post(CODES, admin, "{\"kind\":\"%s\",\"device_name\":\"left\"}".formatted(kind))
                .expect(201)
                .text("pairing_code");
    }

    private static Answer pair(String code) {
        return api.post("/api/v1/devices/pair", "", "{\"pairing_code\":\"%s\"}".formatted(code), "User-Agent", "Pad");
    }

    private static Answer logInBy(String credential) {
        return api.post("/api/v1/devices/login", "", "{\"device_credential\":\"%s\"}".formatted(credential));
    }

    private static String credential(Answer paired) {
        return paired.json().at("/device/credential").asString();
    }

    private static String deviceId(Answer paired) {
        return paired.json().at("/device/device_id").asString();
    }

    private Answer passwordLogin(String more) {
        return api.post(
                "/api/v1/customer/login",
                "",
                "{\"store_id\":\"%s\",\"table_number\":%d,\"table_password\":\"lamp-and-ladder-%d\"%s}"
                        .formatted(store.storeId, tableNumber, tableNumber, more));
    }

    private List<JsonNode> listed() {
        return api.get(DEVICES, admin)
                .expect(200)
                .json()
                .path("devices")
                .valueStream()
                .toList();
    }

    private static void expectOut(String path, String token) {
        api.get(path, token).expectProblem(401, "AUTH_ERROR");
    }

    private static Caller caller(String token) {
        return api.bean(TokenReader.class).read(token);
    }

    @Test
    void a_store_that_is_closed_shuts_out_its_people_and_tables_and_opens_again() {
        Answer tablet = pair(codeForTable()).expect(200);
        String screen = credential(pair(codeFor("kitchen")).expect(200));
        String code = codeForTable();
        String path = "/api/v1/chain/stores/" + store.storeId;
        assertThat(closed()).isFalse();
        api.clock().moveOn(Duration.ofSeconds(1));

        api.post(path + "/close", store.chainAdmin, "").expect(200);
        api.post(path + "/close", store.chainAdmin, "").expect(200);

        assertThat(closed()).isTrue();
        expectOut(BOARD, admin);
        expectOut(MENUS, tablet.text("access_token"));
        pair(code).expectProblem(401, "AUTH_ERROR");
        logInBy(credential(tablet)).expectProblem(401, "AUTH_ERROR");
        logInBy(screen).expectProblem(401, "AUTH_ERROR");
        passwordLogin("").expectProblem(401, "AUTH_ERROR");
        adminLogin(PASSWORD).expectProblem(401, "AUTH_ERROR");
        api.get(BOARD + "?store_id=" + store.storeId, store.chainAdmin).expect(200);

        api.post(path + "/reopen", store.chainAdmin, "").expect(200);

        assertThat(closed()).isFalse();
        passwordLogin("").expect(200);
        admin = logIn(PASSWORD);
        pair(codeForTable()).expect(200);
        assertThat(api.get("/api/v1/admin/audit/accounts?store_id=" + store.storeId, store.chainAdmin)
                        .json()
                        .path("events")
                        .valueStream()
                        .map(event -> event.path("type").asString()))
                .contains("store.closed.v1", "store.reopened.v1")
                .filteredOn("store.closed.v1"::equals)
                .hasSize(1);
    }

    private boolean closed() {
        return api.get("/api/v1/chain/stores", store.chainAdmin)
                .expect(200)
                .json()
                .path("stores")
                .valueStream()
                .filter(one -> one.path("store_id").asString().equals(store.storeId))
                .findFirst()
                .orElseThrow()
                .path("closed")
                .asBoolean();
    }

    @Test
    void a_code_sets_up_a_tablet_once_and_its_credential_logs_in_from_then_on() {
        String code = codeForTable();
        assertThat(code).matches("[2-9A-HJ-NP-Z]{8}");

        Answer paired = pair(code.toLowerCase(java.util.Locale.ROOT).substring(0, 4) + " " + code.substring(4))
                .expect(200);

        assertThat(paired.text("table_id")).isEqualTo(tableId);
        assertThat(paired.text("role")).isEqualTo("table");
        assertThat(paired.json().at("/device/device_name").asString()).isEqualTo("창가");
        api.get(MENUS, paired.text("access_token")).expect(200);
        pair(code).expectProblem(401, "AUTH_ERROR");

        Answer again = logInBy(credential(paired)).expect(200);
        assertThat(again.json().path("table_number").asInt()).isEqualTo(tableNumber);
        assertThat(again.json().at("/device/credential").isMissingNode()).isTrue();
        api.get(MENUS, again.text("access_token")).expect(200);
    }

    @Test
    void a_code_runs_out_after_ten_minutes() {
        String code = codeForTable();
        api.clock().moveOn(Duration.ofMinutes(10));

        pair(code).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void a_code_opens_nothing_when_its_maker_has_lost_their_access_meanwhile() {
        String code = codeFor("kitchen");
        api.patch(
                        "/api/v1/admin/staff/" + accountId + "?store_id=" + store.storeId,
                        store.chainAdmin,
                        "{\"disabled\":true}")
                .expect(200);

        pair(code).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void codes_are_for_own_tables_and_name_one_for_a_tablet_only() {
        TestStore other = TestStore.open(api, "hanok");
        String foreign = other.table(1);

        api.post(CODES, admin, "{\"kind\":\"tablet\",\"table_id\":\"%s\"}".formatted(foreign))
                .expectProblem(404, "NOT_FOUND");
        api.post(CODES, admin, "{\"kind\":\"tablet\"}").expectProblem(400, "VALIDATION_ERROR");
        api.post(CODES, admin, "{\"kind\":\"floor\",\"table_id\":\"%s\"}".formatted(tableId))
                .expectProblem(400, "VALIDATION_ERROR");
        api.post(CODES, admin, "{\"kind\":\"browser\"}").expectProblem(400, "VALIDATION_ERROR");
        api.post(CODES, store.admin, "{\"kind\":\"kitchen\"}").expectProblem(403, "FORBIDDEN");
    }

    @Test
    void a_tablet_with_a_password_exchanges_it_for_a_credential() {
        Answer kept = passwordLogin(",\"remember_device\":true").expect(200);
        assertThat(passwordLogin("").expect(200).json().has("device")).isFalse();

        api.get(MENUS, logInBy(credential(kept)).expect(200).text("access_token"))
                .expect(200);
    }

    @Test
    void wrong_credentials_are_answered_alike_and_then_wait() {
        String right = credential(pair(codeForTable()).expect(200));
        String unknown = UUID.randomUUID() + right.substring(right.indexOf('.'));
        Answer wrong = logInBy(right + "x").expectProblem(401, "AUTH_ERROR");

        assertThat(logInBy(unknown).expectProblem(401, "AUTH_ERROR").text("detail"))
                .isEqualTo(wrong.text("detail"));
        assertThat(logInBy("no-credential").expectProblem(401, "AUTH_ERROR").text("detail"))
                .isEqualTo(wrong.text("detail"));
        for (int i = 0; i < 4; i++) {
            logInBy(right + "x").expectProblem(401, "AUTH_ERROR");
        }
        logInBy(right + "x").expectProblem(429, "TOO_MANY_ATTEMPTS");
    }

    @Test
    void admins_see_the_stores_devices_and_nobody_elses() {
        passwordLogin("").expect(200);
        String tablet = deviceId(pair(codeForTable()).expect(200));
        String kitchen = deviceId(pair(codeFor("kitchen")).expect(200));

        List<JsonNode> devices = listed();

        JsonNode ofTablet = device(devices, tablet);
        assertThat(ofTablet.path("kind").asString()).isEqualTo("tablet");
        assertThat(ofTablet.path("device_name").asString()).isEqualTo("창가");
        assertThat(ofTablet.path("table_number").asInt()).isEqualTo(tableNumber);
        assertThat(ofTablet.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(ofTablet.path("user_agent").asString()).isEqualTo("Pad");
        assertThat(ofTablet.has("account_id")).isFalse();
        JsonNode ofKitchen = device(devices, kitchen);
        assertThat(ofKitchen.path("kind").asString()).isEqualTo("kitchen");
        assertThat(ofKitchen.path("username").asString()).isEqualTo(username);
        JsonNode own = device(devices, caller(admin).login().device());
        assertThat(own.path("kind").asString()).isEqualTo("browser");
        assertThat(own.path("paired").asBoolean()).isFalse();
        assertThat(own.path("current").asBoolean()).isTrue();
        assertThat(ofKitchen.path("current").asBoolean()).isFalse();
        assertThat(devices.stream()
                        .filter(one -> one.path("table_id").asString("").equals(tableId)))
                .hasSize(2);
        assertThat(devices.toString()).doesNotContain("hash");

        TestStore other = TestStore.open(api, "hanok");
        assertThat(api.get(DEVICES, other.admin).expect(200).json().path("devices"))
                .isEmpty();
        api.delete(DEVICES + "/" + tablet, other.admin).expectProblem(404, "NOT_FOUND");
        api.delete(DEVICES + "?table_id=" + tableId, other.admin).expectProblem(404, "NOT_FOUND");
        api.get(DEVICES, store.staff).expectProblem(403, "FORBIDDEN");
    }

    private static JsonNode device(List<JsonNode> devices, String deviceId) {
        return devices.stream()
                .filter(device -> device.path("device_id").asString().equals(deviceId))
                .findAny()
                .orElseThrow();
    }

    @Test
    void a_device_is_seen_when_it_logs_in_and_lives_ninety_days_from_then() {
        Answer paired = pair(codeForTable()).expect(200);
        api.clock().moveOn(Duration.ofDays(89));
        logInBy(credential(paired)).expect(200);
        admin = logIn(PASSWORD);
        JsonNode seen = device(listed(), deviceId(paired));
        assertThat(Instant.parse(seen.path("last_seen_at").asString()))
                .isCloseTo(api.clock().instant(), within(1, ChronoUnit.SECONDS));
        assertThat(seen.path("first_seen_at").asString())
                .isNotEqualTo(seen.path("last_seen_at").asString());

        api.clock().moveOn(Duration.ofDays(90));

        logInBy(credential(paired)).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void logging_a_device_out_ends_its_token_and_credential_and_the_topic_says_so() {
        Answer paired = pair(codeForTable()).expect(200);
        String path = DEVICES + "/" + deviceId(paired);

        api.delete(path, admin, "Idempotency-Key", "out-" + tableNumber).expect(204);

        expectOut(MENUS, paired.text("access_token"));
        logInBy(credential(paired)).expectProblem(401, "AUTH_ERROR");
        assertThat(api.bean(AccessRecordsTwin.class).written())
                .contains(new AccessEnd.OfDevice(deviceId(paired), api.clock().instant()));
        api.delete(path, admin, "Idempotency-Key", "out-" + tableNumber).expect(204);
        api.delete(path, admin).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void all_devices_of_a_table_or_an_account_are_logged_out_together() {
        Answer paired = pair(codeForTable()).expect(200);
        String withPassword = passwordLogin("").expect(200).text("access_token");
        Answer kitchen = pair(codeFor("kitchen")).expect(200);
        api.clock().moveOn(Duration.ofSeconds(1));

        api.delete(DEVICES + "?table_id=" + tableId, admin).expect(204);
        expectOut(MENUS, paired.text("access_token"));
        expectOut(MENUS, withPassword);
        logInBy(credential(paired)).expectProblem(401, "AUTH_ERROR");
        api.get(BOARD, kitchen.text("access_token")).expect(200);

        api.delete(DEVICES + "?account_id=" + accountId, admin).expect(204);
        expectOut(BOARD, admin);
        expectOut(BOARD, kitchen.text("access_token"));
        logInBy(credential(kitchen)).expectProblem(401, "AUTH_ERROR");
        api.delete(DEVICES, store.admin).expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void a_new_table_password_and_the_tables_removal_end_its_tablets_credentials() {
        Answer first = pair(codeForTable()).expect(200);
        api.patch("/api/v1/admin/tables/" + tableId, admin, "{\"table_password\":\"fresh-40\"}")
                .expect(200);
        logInBy(credential(first)).expectProblem(401, "AUTH_ERROR");
        expectOut(MENUS, first.text("access_token"));

        Answer second = pair(codeForTable()).expect(200);
        api.delete("/api/v1/admin/tables/" + tableId, admin).expect(204);
        logInBy(credential(second)).expectProblem(401, "AUTH_ERROR");
        expectOut(MENUS, second.text("access_token"));
    }

    @Test
    void a_kitchen_screen_works_as_staff_do_and_keeps_nothing_up() {
        Answer kitchen = pair(codeFor("kitchen")).expect(200);
        String token = kitchen.text("access_token");

        assertThat(kitchen.text("role")).isEqualTo("staff");
        assertThat(kitchen.json().at("/device/kind").asString()).isEqualTo("kitchen");
        api.get(BOARD, token).expect(200);
        api.patch("/api/v1/admin/orders/no-such-order/status", token, "{\"status\":\"PREPARING\"}")
                .expectProblem(404, "NOT_FOUND");
        api.post(CODES, token, "{\"kind\":\"kitchen\"}").expectProblem(403, "FORBIDDEN");
        api.get(DEVICES, token).expectProblem(403, "FORBIDDEN");
        api.patch("/api/v1/admin/staff/" + accountId, token, "{\"password\":\"another-one-1\"}")
                .expectProblem(403, "FORBIDDEN");
    }

    @Test
    void a_kitchen_screen_ends_with_the_access_of_whoever_paired_it() {
        Answer kitchen = pair(codeFor("floor")).expect(200);

        api.patch(
                        "/api/v1/admin/staff/" + accountId + "?store_id=" + store.storeId,
                        store.chainAdmin,
                        "{\"disabled\":true}")
                .expect(200);

        expectOut(BOARD, kitchen.text("access_token"));
        logInBy(credential(kitchen)).expectProblem(401, "AUTH_ERROR");
    }

    @Test
    void with_postgresql_away_everything_of_an_account_is_logged_out_and_its_screens_stay_out() {
        Answer kitchen = pair(codeFor("kitchen")).expect(200);
        api.clock().moveOn(Duration.ofSeconds(1));
        api.stopDatabase();
        try {
            api.delete("/api/v1/auth/devices", admin).expect(204);
            expectOut(BOARD, kitchen.text("access_token"));
        } finally {
            api.startDatabase();
        }

        await().untilAsserted(() -> logInBy(credential(kitchen)).expectProblem(401, "AUTH_ERROR"));
    }

    @Test
    void a_token_that_a_guest_has_copied_shows_nothing_of_the_next_guests() {
        String order = store.orderOf(store.bibimbap, 1);
        Answer paired = pair(codeForTable()).expect(200);
        String copied = paired.text("access_token");
        api.post("/api/v1/customer/orders", copied, order).expect(201);
        api.get("/api/v1/customer/orders", copied).expect(200);
        api.clock().moveOn(Duration.ofMinutes(30));
        api.post("/api/v1/admin/tables/" + tableId + "/end-session", admin, "{\"unfinished\":\"complete\"}")
                .expect(200);
        api.clock().moveOn(Duration.ofMinutes(5));

        String next = logInBy(credential(paired)).expect(200).text("access_token");
        String orderId =
                api.post("/api/v1/customer/orders", next, order).expect(201).text("order_id");

        expectOut("/api/v1/customer/orders", copied);
        assertThat(api.get("/api/v1/customer/orders", next).expect(200).body()).contains(orderId);
    }
}
