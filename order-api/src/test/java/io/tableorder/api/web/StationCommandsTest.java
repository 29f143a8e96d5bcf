package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import org.junit.jupiter.api.Test;

/** Admins keep up where dishes are prepared. */
class StationCommandsTest {

    private static final String STATIONS = "/api/v1/admin/stations";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");

    private Answer add(String name) {
        return api.post(
                STATIONS,
                store.admin,
                "{\"station_name\":\"%s\",\"category_ids\":[\"%s\"]}".formatted(name, store.categoryId));
    }

    @Test
    void a_station_is_added_changed_and_removed_by_its_version() {
        Answer added = add("그릴").expect(201);
        String path = STATIONS + "/" + added.text("station_id");
        assertThat(added.json().at("/category_ids/0").asString()).isEqualTo(store.categoryId);
        assertThat(added.json().at("/menu_ids")).isEmpty();

        Answer changed = api.patch(
                        path,
                        store.admin,
                        "{\"station_name\":\"구이\",\"category_ids\":[],\"menu_ids\":[\"%s\"]}".formatted(store.galbi),
                        "If-Match",
                        added.header("ETag"))
                .expect(200);
        assertThat(changed.text("station_name")).isEqualTo("구이");
        assertThat(changed.json().at("/category_ids")).isEmpty();
        assertThat(changed.json().at("/menu_ids/0").asString()).isEqualTo(store.galbi);
        assertThat(api.patch(path, store.admin, "{\"station_name\":\"구이\"}")
                        .expect(200)
                        .header("ETag"))
                .isEqualTo(changed.header("ETag"));

        api.patch(path, store.admin, "{\"station_name\":\"바\"}", "If-Match", added.header("ETag"))
                .expectProblem(412, "VERSION_MISMATCH");
        api.delete(path, store.admin).expect(204);
        api.delete(path, store.admin).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void what_a_kitchen_could_not_tell_apart_or_does_not_have_is_refused() {
        add("그릴").expect(201);

        add("그릴").expectProblem(409, "CONFLICT");
        add("").expectProblem(400, "VALIDATION_ERROR");
        api.post(STATIONS, store.admin, "{\"station_name\":\"바\",\"menu_ids\":[\"lost\"]}")
                .expectProblem(404, "NOT_FOUND");
        api.post(STATIONS, store.admin, "{\"station_name\":\"바\",\"menu_ids\":[null]}")
                .expectProblem(400, "VALIDATION_ERROR");
        api.post(STATIONS, store.staff, "{\"station_name\":\"바\"}").expectProblem(403, "FORBIDDEN");
    }
}
