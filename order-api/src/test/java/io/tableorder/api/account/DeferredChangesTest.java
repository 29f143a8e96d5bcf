package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tableorder.access.AccessEnd;
import io.tableorder.access.DeferredChange;
import io.tableorder.access.ManagedBy;
import io.tableorder.api.fixture.AccessRecordsTwin;
import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import io.tableorder.operability.security.TokenReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whoever has to go goes at once with PostgreSQL away, and their account is changed when it is back. */
class DeferredChangesTest {

    private static final String PASSWORD = "tableorder-demo";
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Only an operator may ask for it, which is found out without PostgreSQL: 403 for whoever is in, and 401 for others. */
    private static final String OF_OPERATORS = "/api/v1/platform/chains";

    private static RunningApi api;
    private static AccessRecordsTwin topic;
    private static TestStore store;
    private static int people;

    private boolean away;

    /** Somebody who is in. */
    private record Person(String accountId, String login, String token) {}

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
    void loginsWork() {
        await().atMost(LONG).untilAsserted(() -> person("staff"));
    }

    @AfterEach
    void comeBack() {
        topic.comeBack();
        if (away) {
            api.startDatabase();
        }
    }

    private void goAway() {
        away = true;
        api.stopDatabase();
    }

    private void returnAnew() {
        api.startDatabase();
        away = false;
        api.clock().moveOn(Duration.ofSeconds(1));
    }

    private static Person person(String role) {
        String username = "person-" + ++people;
        String accountId = api.post(
                        "/api/v1/admin/staff" + inStore(),
                        store.chainAdmin,
                        "{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(username, PASSWORD, role))
                .expect(201)
                .text("account_id");
        return in(accountId, store.storeId, "store_id", username);
    }

    private static Person in(String accountId, String place, String placeName, String username) {
        String login = "{\"%s\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                .formatted(placeName, place, username, PASSWORD);
        return new Person(accountId, login, logIn(login).expect(200).text("access_token"));
    }

    private static Answer logIn(String login) {
        return api.post("/api/v1/admin/login", "", login);
    }

    private static Person adminOf(String chainId, String username) {
        api.post(
                        OF_OPERATORS,
                        api.operator(),
                        "{\"chain_id\":\"%s\",\"chain_name\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                                .formatted(chainId, chainId, username, PASSWORD))
                .expect(201);
        Person admin = in("", chainId, "chain_id", username);
        return new Person(api.bean(TokenReader.class).read(admin.token()).subject(), admin.login(), admin.token());
    }

    private static String inStore() {
        return "?store_id=" + store.storeId;
    }

    private static String staff(Person person) {
        return "/api/v1/admin/staff/" + person.accountId() + inStore();
    }

    private static void expectOut(Person person) {
        api.get(OF_OPERATORS, person.token()).expectProblem(401, "AUTH_ERROR");
    }

    private static void expectIn(Person person) {
        api.get(OF_OPERATORS, person.token()).expectProblem(403, "FORBIDDEN");
    }

    private static void awaitRow(Person person, String columns, Object expected) {
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(row(person, columns)).isEqualTo(expected));
    }

    private static Object row(Person person, String columns) {
        List<Object> rows = api.bean(JdbcTemplate.class)
                .queryForList(
                        "SELECT " + columns + " FROM accounts.staff_accounts WHERE account_id = ?",
                        Object.class,
                        person.accountId());
        return rows.isEmpty() ? "none" : rows.getFirst();
    }

    private static void awaitNothingWaits() {
        await().atMost(LONG)
                .until(() -> api.bean(MeterRegistry.class)
                                .get("tableorder.accounts.deferred")
                                .gauge()
                                .value()
                        == 0);
    }

    @Test
    void an_account_that_is_disabled_deleted_or_demoted_is_out_at_once_and_so_when_postgresql_is_back() {
        Person disabled = person("staff");
        Person deleted = person("staff");
        Person demoted = person("store_admin");
        Person stays = person("staff");
        goAway();

        api.patch(staff(disabled), store.chainAdmin, "{\"disabled\":true}").expect(202);
        api.delete(staff(deleted), store.chainAdmin).expect(202);
        api.patch(staff(demoted), store.chainAdmin, "{\"role\":\"staff\"}").expect(202);
        expectOut(disabled);
        expectOut(deleted);
        expectOut(demoted);
        expectIn(stays);

        returnAnew();
        awaitRow(disabled, "disabled", true);
        awaitRow(deleted, "disabled", "none");
        awaitRow(demoted, "role", "staff");
        awaitNothingWaits();
        logIn(disabled.login()).expectProblem(401, "AUTH_ERROR");
        logIn(deleted.login()).expectProblem(401, "AUTH_ERROR");
        assertThat(logIn(demoted.login()).expect(200).text("role")).isEqualTo("staff");
        expectOut(disabled);
        expectOut(demoted);
        expectIn(stays);
        assertThat(row(stays, "disabled")).isEqualTo(false);
    }

    @Test
    void the_trail_says_who_ordered_it_when_and_from_where() {
        Person disabled = person("staff");
        String by = api.bean(TokenReader.class).read(store.chainAdmin).subject();
        String ordered = api.clock().instant().toString();
        goAway();
        String requestId = api.patch(
                        staff(disabled), store.chainAdmin, "{\"disabled\":true}", "User-Agent", "Office browser")
                .expect(202)
                .header("X-Request-ID");

        returnAnew();

        awaitRow(disabled, "disabled", true);
        List<String> trail = api.bean(JdbcTemplate.class)
                .queryForList(
                        "SELECT document FROM accounts.trail WHERE account_id = ? ORDER BY sequence",
                        String.class,
                        disabled.accountId());
        assertThat(trail.getLast())
                .contains("account.disabled.v1")
                .contains("\"by\":{\"role\":\"chain_admin\",\"id\":\"" + by + "\"}")
                .contains(requestId, "Office browser", "127.0.0.1", ordered);
        assertThat(trail.stream().filter(event -> event.contains("account.disabled.v1")))
                .hasSize(1);
    }

    @Test
    void an_operator_shuts_out_a_chains_admin_and_a_whole_chain() {
        Person admin = adminOf("bunsik-" + people, "boss");
        String chainId = "sikdang-" + people;
        Person ofChain = adminOf(chainId, "boss");
        String bunsik = api.bean(TokenReader.class).read(admin.token()).chainId();
        goAway();

        api.patch(OF_OPERATORS + "/" + bunsik + "/admins/" + admin.accountId(), api.operator(), "{\"disabled\":true}")
                .expect(202);
        api.patch(OF_OPERATORS + "/" + chainId, api.operator(), "{\"disabled\":true}")
                .expect(202);
        expectOut(admin);
        expectOut(ofChain);

        returnAnew();
        awaitRow(admin, "disabled", true);
        await().atMost(LONG).ignoreExceptions().until(() -> api.trailOf(chainId).contains("chain.disabled.v1"));
        awaitNothingWaits();
        logIn(admin.login()).expectProblem(401, "AUTH_ERROR");
        logIn(ofChain.login()).expectProblem(401, "AUTH_ERROR");
        api.patch(OF_OPERATORS + "/" + chainId, api.operator(), "{\"disabled\":false}")
                .expect(200);
        expectOut(ofChain);
    }

    @Test
    void a_new_password_ends_logins_at_once_and_has_to_be_set_again() {
        Person person = person("staff");
        String tableId = store.table(51);
        String tabletLogin = "{\"store_id\":\"%s\",\"table_number\":51,\"table_password\":\"%s\"}";
        String tablet = api.post(
                        "/api/v1/customer/login", "", tabletLogin.formatted(store.storeId, "lamp-and-ladder-51"))
                .expect(200)
                .text("access_token");
        String change = "{\"password\":\"another-one-1\"}";
        String tableChange = "{\"table_password\":\"fresh-and-new-51\"}";
        String key = Ids.next();
        goAway();

        api.patch(staff(person), store.chainAdmin, change, "Idempotency-Key", key)
                .expectProblem(503, "ACCESS_ENDED_ONLY");
        api.patch("/api/v1/admin/tables/" + tableId, store.admin, tableChange).expectProblem(503, "ACCESS_ENDED_ONLY");
        expectOut(person);
        api.get(OF_OPERATORS, tablet).expectProblem(401, "AUTH_ERROR");

        returnAnew();
        awaitNothingWaits();
        api.patch(staff(person), store.chainAdmin, change, "Idempotency-Key", key)
                .expect(200);
        api.patch("/api/v1/admin/tables/" + tableId, store.admin, tableChange).expect(200);
        logIn(person.login()).expectProblem(401, "AUTH_ERROR");
        logIn(person.login().replace(PASSWORD, "another-one-1")).expect(200);
        api.post("/api/v1/customer/login", "", tabletLogin.formatted(store.storeId, "lamp-and-ladder-51"))
                .expectProblem(401, "AUTH_ERROR");
        api.post("/api/v1/customer/login", "", tabletLogin.formatted(store.storeId, "fresh-and-new-51"))
                .expect(200);
    }

    @Test
    void an_admin_logs_out_all_devices_of_somebody_and_one_device_of_somebody_else() {
        Person everywhere = person("store_admin");
        Person here = person("staff");
        String device = api.bean(TokenReader.class).read(here.token()).login().device();
        goAway();

        api.delete("/api/v1/admin/devices" + inStore() + "&account_id=" + everywhere.accountId(), store.chainAdmin)
                .expect(202);
        api.delete("/api/v1/admin/devices/" + device, store.admin).expect(202);
        expectOut(everywhere);
        expectOut(here);

        returnAnew();
        awaitNothingWaits();
        assertThat(api.bean(JdbcTemplate.class)
                        .queryForList(
                                "SELECT device_id FROM accounts.devices WHERE account_id IN (?, ?)",
                                String.class,
                                everywhere.accountId(),
                                here.accountId()))
                .isEmpty();
        logIn(everywhere.login()).expect(200);
        logIn(here.login()).expect(200);
    }

    @Test
    void nobody_ends_what_they_do_not_manage() {
        Person admin = person("store_admin");
        Person ofChain = adminOf("guksu-" + people, "boss");
        TestStore foreign = TestStore.open(api, "other-chain");
        goAway();

        api.patch(staff(admin), store.admin, "{\"disabled\":true}").expect(202);
        api.delete("/api/v1/admin/staff/" + admin.accountId() + "?store_id=" + foreign.storeId, foreign.chainAdmin)
                .expect(202);
        api.patch("/api/v1/admin/staff/" + ofChain.accountId() + inStore(), store.chainAdmin, "{\"disabled\":true}")
                .expect(202);
        api.patch(staff(admin), store.admin, "{\"role\":\"store_admin\"}").expectProblem(403, "FORBIDDEN");
        api.patch(staff(admin), store.staff, "{\"disabled\":true}").expectProblem(403, "FORBIDDEN");
        expectIn(admin);
        expectIn(ofChain);

        returnAnew();
        awaitNothingWaits();
        assertThat(row(admin, "disabled")).isEqualTo(false);
        assertThat(row(ofChain, "disabled")).isEqualTo(false);
        expectIn(admin);
        expectIn(ofChain);
    }

    @Test
    void without_kafka_too_nothing_ends_and_giving_rights_waits_for_postgresql() {
        Person person = person("staff");
        goAway();

        api.patch(staff(person), store.chainAdmin, "{\"disabled\":false}").expectProblem(503, "SERVICE_UNAVAILABLE");
        topic.goAway();
        api.patch(staff(person), store.chainAdmin, "{\"disabled\":true}").expectProblem(503, "SERVICE_UNAVAILABLE");

        expectIn(person);
        returnAnew();
        awaitRow(person, "disabled", false);
    }

    private static AccessEnd.OfManaged disabling(Person person) {
        var change = new DeferredChange(
                Ids.next(), null, null, true, false, "c-1", Role.CHAIN_ADMIN.wireName(), "hanok", null, "", "", null);
        return new AccessEnd.OfManaged(
                person.accountId(), ManagedBy.store(store.storeId), api.clock().instant(), change);
    }

    @Test
    void nobody_logs_in_while_a_change_of_the_account_waits() {
        Person person = person("staff");

        api.bean(DeferredChanges.class).read(disabling(person));

        assertThat(logIn(person.login()).status()).isIn(401, 503);
        awaitRow(person, "disabled", true);
    }

    @Test
    void what_was_made_before_is_not_made_again_though_the_topic_tells_it_again() {
        Person person = person("staff");
        AccessEnd.OfManaged disabling = disabling(person);
        api.bean(DeferredChanges.class).read(disabling);
        awaitRow(person, "disabled", true);
        awaitNothingWaits();
        api.patch(staff(person), store.chainAdmin, "{\"disabled\":false}").expect(200);

        api.bean(DeferredChanges.class).read(disabling);

        awaitNothingWaits();
        assertThat(row(person, "disabled")).isEqualTo(false);
        api.bean(DeferredUpkeep.class).make(disabling);
        assertThat(row(person, "disabled")).isEqualTo(false);
    }
}
