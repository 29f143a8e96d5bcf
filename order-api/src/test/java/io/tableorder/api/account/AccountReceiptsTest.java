package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.event.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class AccountReceiptsTest {

    private static final String STAFF = "/api/v1/admin/staff";
    private static final String CHAINS = "/api/v1/platform/chains";
    private static final String KIM = "{\"username\":\"kim\",\"password\":\"secret-word-1\"}";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");
    private final JdbcTemplate jdbc = api.bean(JdbcTemplate.class);

    @AfterEach
    void leaveNoReceipts() {
        jdbc.update("DELETE FROM accounts.command_receipts");
    }

    private Answer create(String body, String key) {
        return api.post(STAFF, store.admin, body, "Idempotency-Key", key);
    }

    private static void assertReplayed(Answer again, Answer first) {
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
    }

    private List<String> usernames() {
        return api.get(STAFF, store.admin)
                .expect(200)
                .json()
                .path("staff")
                .valueStream()
                .map(staff -> staff.path("username").asString())
                .toList();
    }

    private int receipts() {
        return jdbc.queryForObject(
                "SELECT count(*) FROM accounts.command_receipts WHERE store_id = ?", Integer.class, store.storeId);
    }

    @Test
    void an_account_created_again_with_its_key_is_the_first_one() {
        Answer first = create(KIM, "k").expect(201);

        assertReplayed(create("{ \"password\":\"secret-word-1\", \"username\":\"kim\" }", "k"), first);

        assertThat(usernames()).containsExactly("kim");
    }

    @Test
    void the_first_answer_stays_what_it_was_though_the_account_has_changed_since() {
        Answer created = create(KIM, "create").expect(201);
        String path = STAFF + "/" + created.text("account_id");
        Answer disabled = api.patch(path, store.admin, "{\"disabled\":true}", "Idempotency-Key", "disable")
                .expect(200);
        api.patch(path, store.admin, "{\"disabled\":false}", "Idempotency-Key", "enable")
                .expect(200);

        assertReplayed(create(KIM, "create"), created);
        assertReplayed(api.patch(path, store.admin, "{\"disabled\":true}", "Idempotency-Key", "disable"), disabled);

        assertThat(api.get(STAFF, store.admin).json().at("/staff/0/disabled").asBoolean())
                .isFalse();
    }

    @Test
    void an_account_deleted_again_with_its_key_is_deleted_and_not_missing() {
        String path = STAFF + "/" + create(KIM, "create").expect(201).text("account_id");
        Answer first =
                api.delete(path, store.admin, "Idempotency-Key", "delete").expect(204);

        assertReplayed(api.delete(path, store.admin, "Idempotency-Key", "delete"), first);

        create(KIM, "create").expect(201);
        assertThat(usernames()).isEmpty();
    }

    @Test
    void a_key_used_for_something_else_is_refused_and_changes_nothing() {
        String path = STAFF + "/" + create(KIM, "k").expect(201).text("account_id");

        create("{\"username\":\"lee\",\"password\":\"secret-word-1\"}", "k")
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        create("{\"username\":\"kim\",\"password\":\"secret-word-2\"}", "k")
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        api.delete(path, store.admin, "Idempotency-Key", "k").expectProblem(422, "IDEMPOTENCY_KEY_REUSED");

        assertThat(usernames()).containsExactly("kim");
    }

    @Test
    void one_actors_key_never_meets_anothers() {
        create(KIM, "k").expect(201);

        api.post(STAFF + "?store_id=" + store.storeId, store.chainAdmin, KIM, "Idempotency-Key", "k")
                .expectProblem(409, "CONFLICT");
        TestStore other = TestStore.open(api, "hanok");
        api.post(STAFF, other.admin, KIM, "Idempotency-Key", "k").expect(201);
    }

    @Test
    void a_refusal_is_not_kept() {
        Answer kim = create(KIM, "first").expect(201);
        create(KIM, "second").expectProblem(409, "CONFLICT");
        api.delete(STAFF + "/" + kim.text("account_id"), store.admin).expect(204);

        Answer again = create(KIM, "second").expect(201);

        assertThat(again.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void without_a_key_nothing_is_kept() {
        api.post(STAFF, store.admin, KIM).expect(201);
        api.post(STAFF, store.admin, KIM).expectProblem(409, "CONFLICT");

        assertThat(receipts()).isZero();
    }

    @Test
    void a_chain_opened_again_with_its_key_is_the_first_one() {
        String body =
                "{\"chain_id\":\"chain-%s\",\"chain_name\":\"%s\",\"username\":\"boss\",\"password\":\"plum-kettle-1\"}";
        String key = "chain-" + store.storeId;
        Answer first = api.post(CHAINS, api.operator(), body.formatted(store.storeId, "한옥"), "Idempotency-Key", key)
                .expect(201);

        assertReplayed(
                api.post(CHAINS, api.operator(), body.formatted(store.storeId, "한옥"), "Idempotency-Key", key), first);
        api.post(CHAINS, api.operator(), body.formatted(store.storeId, "양옥"), "Idempotency-Key", key)
                .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
        api.post(CHAINS, api.operator(), body.formatted(store.storeId, "한옥"), "Idempotency-Key", key + "-2")
                .expectProblem(409, "CONFLICT");
    }

    @Test
    void a_store_opened_again_does_not_bring_its_deleted_first_admin_back() {
        String storeId = store.storeId + "-b";
        String body =
                "{\"store_id\":\"%s\",\"store_name\":\"분점\",\"admin\":{\"username\":\"boss\",\"password\":\"plum-kettle-1\"}}"
                        .formatted(storeId);
        api.post("/api/v1/chain/stores", store.chainAdmin, body, "Idempotency-Key", "open")
                .expect(201);
        String staff = STAFF + "?store_id=" + storeId;
        String boss = api.get(staff, store.chainAdmin)
                .json()
                .at("/staff/0/account_id")
                .asString();
        api.delete(STAFF + "/" + boss + "?store_id=" + storeId, store.chainAdmin)
                .expect(204);

        api.post("/api/v1/chain/stores", store.chainAdmin, body, "Idempotency-Key", "open")
                .expect(201);

        assertThat(api.get(staff, store.chainAdmin).json().path("staff")).isEmpty();
    }

    @Test
    void two_tries_at_once_make_one_change_and_give_one_answer() throws Exception {
        CompletableFuture<Answer> one;
        CompletableFuture<Answer> other;
        try (Connection holding = api.bean(DataSource.class).getConnection()) {
            holding.setAutoCommit(false);
            // Nobody can insert an account until this is over, so that both tries are under way together.
            holding.createStatement().execute("LOCK TABLE accounts.staff_accounts IN SHARE MODE");
            one = CompletableFuture.supplyAsync(() -> create(KIM, "k"));
            other = CompletableFuture.supplyAsync(() -> create(KIM, "k"));
            await().atMost(Duration.ofSeconds(2)).until(() -> waiting(holding) == 2);
            holding.rollback();
        }

        List<Answer> answers = List.of(
                one.get(10, TimeUnit.SECONDS).expect(201),
                other.get(10, TimeUnit.SECONDS).expect(201));

        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers)
                .extracting(answer -> answer.header("Idempotency-Replayed"))
                .containsExactlyInAnyOrder("", "true");
        assertThat(usernames()).containsExactly("kim");
    }

    private static int waiting(Connection connection) throws SQLException {
        try (var row = connection.createStatement().executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void no_receipt_holds_a_password_or_its_hash() {
        create(KIM, "create").expect(201);

        assertThat(jdbc.queryForList(
                        "SELECT r::text FROM accounts.command_receipts r WHERE store_id = ?",
                        String.class,
                        store.storeId))
                .singleElement()
                .asString()
                .contains("kim")
                .doesNotContain("secret")
                .doesNotContain("$2");
    }

    @Test
    void a_receipt_is_kept_for_a_day_and_forgotten_an_hour_later() {
        Answer first = create(KIM, "k").expect(201);
        TestStore other = TestStore.open(api, "hanok");

        api.clock().moveOn(Duration.ofHours(24));
        // A token's day is shorter than a receipt's.
        String admin = api.token(Role.STORE_ADMIN, "hanok", store.storeId, null);
        assertReplayed(api.post(STAFF, admin, KIM, "Idempotency-Key", "k"), first);

        api.clock().moveOn(Duration.ofHours(1).plusSeconds(1));
        String otherAdmin = api.token(Role.STORE_ADMIN, "hanok", other.storeId, null);
        api.post(STAFF, otherAdmin, KIM, "Idempotency-Key", "k").expect(201);
        assertThat(receipts()).isZero();
    }

    @Test
    void a_store_keeps_its_newest_receipts_up_to_the_bound() {
        jdbc.update(
                """
                INSERT INTO accounts.command_receipts (command_id, store_id, fingerprint, answer, kept_at)
                SELECT ? || n, ?, 'f', 'true', CAST(? AS timestamptz) - n * interval '1 millisecond'
                FROM generate_series(1, ?) n
                """,
                store.storeId + "-",
                store.storeId,
                api.clock().instant().toString(),
                AccountReceipts.MAXIMUM_OF_STORE + 500);

        create(KIM, "k").expect(201);

        assertThat(receipts()).isEqualTo(AccountReceipts.MAXIMUM_OF_STORE + 1);
        assertThat(jdbc.queryForObject(
                        "SELECT count(*) FROM accounts.command_receipts WHERE command_id = ?",
                        Integer.class,
                        store.storeId + "-1"))
                .isOne();
    }
}
