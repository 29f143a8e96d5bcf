package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import org.junit.jupiter.api.Test;

class StaffAccountsTest {

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");
    private final String inStore = "?store_id=" + store.storeId;

    private Answer create(String token, String username, String role) {
        return api.post(
                "/api/v1/admin/staff" + inStore,
                token,
                "{\"username\":\"%s\",\"password\":\"secret-word-1\",\"role\":\"%s\"}".formatted(username, role));
    }

    private Answer login(String username, String password) {
        return api.post(
                "/api/v1/admin/login",
                "",
                "{\"store_id\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                        .formatted(store.storeId, username, password));
    }

    @Test
    void accounts_are_listed_without_anything_of_their_passwords() {
        create(store.chainAdmin, "boss", "store_admin").expect(201);
        Answer created = create(store.admin, "kim", "staff").expect(201);
        assertThat(created.json().propertyNames())
                .containsExactly("account_id", "store_id", "username", "role", "disabled", "created_at", "version");

        Answer list = api.get("/api/v1/admin/staff", store.admin).expect(200);

        assertThat(list.json()
                        .path("staff")
                        .valueStream()
                        .map(staff -> staff.path("username").asString()))
                .containsExactly("boss", "kim");
        assertThat(list.body()).doesNotContain("$2").doesNotContain("hash").doesNotContain("secret");
        assertThat(list.json().at("/staff/1")).isEqualTo(created.json());
    }

    @Test
    void two_who_change_an_account_do_not_undo_each_other() {
        Answer created = create(store.admin, "kim", "staff").expect(201);
        String path = "/api/v1/admin/staff/" + created.text("account_id");

        Answer disabled = api.patch(path, store.admin, "{\"disabled\":true}", "If-Match", created.header("ETag"))
                .expect(200);

        Answer refused = api.patch(path, store.admin, "{\"disabled\":false}", "If-Match", created.header("ETag"))
                .expectProblem(412, "VERSION_MISMATCH");
        assertThat("\"" + refused.json().path("current_version").asInt() + "\"").isEqualTo(disabled.header("ETag"));
        api.delete(path, store.admin, "If-Match", created.header("ETag")).expectProblem(412, "VERSION_MISMATCH");
        api.delete(path, store.admin, "If-Match", disabled.header("ETag")).expect(204);
    }

    @Test
    void a_username_is_taken_once_per_store() {
        create(store.admin, "lee", "staff").expect(201);
        create(store.admin, "lee", "staff").expectProblem(409, "CONFLICT");

        TestStore other = TestStore.open(api, "hanok");
        api.post("/api/v1/admin/staff", other.admin, "{\"username\":\"lee\",\"password\":\"secret-word-1\"}")
                .expect(201);
    }

    @Test
    void only_a_chain_admin_manages_store_admins() {
        create(store.admin, "boss", "store_admin").expectProblem(403, "FORBIDDEN");
        String boss =
                create(store.chainAdmin, "boss", "store_admin").expect(201).text("account_id");
        String kim = create(store.admin, "kim", "staff").expect(201).text("account_id");

        api.delete("/api/v1/admin/staff/" + boss, store.admin).expectProblem(403, "FORBIDDEN");
        api.patch("/api/v1/admin/staff/" + boss, store.admin, "{\"password\":\"secret-word-2\"}")
                .expectProblem(403, "FORBIDDEN");
        api.patch("/api/v1/admin/staff/" + kim, store.admin, "{\"role\":\"store_admin\"}")
                .expectProblem(403, "FORBIDDEN");
        Answer raised = api.patch(
                        "/api/v1/admin/staff/" + kim + inStore, store.chainAdmin, "{\"role\":\"store_admin\"}")
                .expect(200);
        assertThat(raised.text("role")).isEqualTo("store_admin");
    }

    @Test
    void a_store_admin_changes_their_own_password() {
        String boss =
                create(store.chainAdmin, "boss", "store_admin").expect(201).text("account_id");
        String token = login("boss", "secret-word-1").expect(200).text("access_token");

        api.patch("/api/v1/admin/staff/" + boss, token, "{\"password\":\"secret-word-2\"}")
                .expect(200);

        login("boss", "secret-word-1").expectProblem(401, "AUTH_ERROR");
        String again = login("boss", "secret-word-2").expect(200).text("access_token");
        api.patch("/api/v1/admin/staff/" + boss, again, "{\"disabled\":true}").expectProblem(403, "FORBIDDEN");
    }

    @Test
    void a_disabled_account_cannot_log_in_until_it_is_enabled() {
        String kim = create(store.admin, "kim", "staff").expect(201).text("account_id");

        api.patch("/api/v1/admin/staff/" + kim, store.admin, "{\"disabled\":true}")
                .expect(200);
        login("kim", "secret-word-1").expectProblem(401, "AUTH_ERROR");

        api.patch("/api/v1/admin/staff/" + kim, store.admin, "{\"disabled\":false}")
                .expect(200);
        login("kim", "secret-word-1").expect(200);
    }

    @Test
    void a_deleted_account_is_gone() {
        String kim = create(store.admin, "kim", "staff").expect(201).text("account_id");
        api.delete("/api/v1/admin/staff/" + kim, store.admin).expect(204);

        login("kim", "secret-word-1").expectProblem(401, "AUTH_ERROR");
        api.delete("/api/v1/admin/staff/" + kim, store.admin).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void another_stores_account_is_not_there() {
        String kim = create(store.admin, "kim", "staff").expect(201).text("account_id");
        TestStore other = TestStore.open(api, "hanok");

        api.patch("/api/v1/admin/staff/" + kim, other.admin, "{\"disabled\":true}")
                .expectProblem(404, "NOT_FOUND");
        api.delete("/api/v1/admin/staff/" + kim, other.admin).expectProblem(404, "NOT_FOUND");
    }
}
