package io.tableorder.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Admins keep up the printers, and staff have orders printed once more. */
class PrinterCommandsTest {

    private static final String PRINTERS = "/api/v1/admin/printers";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");

    private Answer add(String name, String address) {
        return api.post(PRINTERS, store.admin, "{\"printer_name\":\"%s\",\"address\":\"%s\"}".formatted(name, address));
    }

    @Test
    void a_printer_is_added_changed_and_removed_by_its_version() {
        Answer added = add("그릴", "192.168.0.50:9100").expect(201);
        String path = PRINTERS + "/" + added.text("printer_id");
        assertThat(added.json().at("/columns").asInt()).isEqualTo(42);
        assertThat(added.text("language")).isEqualTo("KO");
        assertThat(added.json().at("/confirms").asBoolean()).isTrue();
        assertThat(added.json().at("/station_ids")).isEmpty();

        Answer changed = api.patch(
                        path,
                        store.admin,
                        "{\"address\":\"10.0.0.9:9101\",\"columns\":48,\"language\":\"EN\",\"confirms\":false}",
                        "If-Match",
                        added.header("ETag"))
                .expect(200);
        assertThat(changed.text("address")).isEqualTo("10.0.0.9:9101");
        assertThat(changed.text("printer_name")).isEqualTo("그릴");
        assertThat(api.patch(path, store.admin, "{\"columns\":48}").expect(200).header("ETag"))
                .isEqualTo(changed.header("ETag"));

        api.patch(path, store.admin, "{\"columns\":42}", "If-Match", added.header("ETag"))
                .expectProblem(412, "VERSION_MISMATCH");
        api.delete(path, store.admin).expect(204);
        api.delete(path, store.admin).expectProblem(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printer:9100",
                "8.8.8.8:9100",
                "127.0.0.1:9100",
                "169.254.169.254:9100",
                "10.0.0.1:5432",
                "10.0.0.1",
                ""
            })
    void a_printer_is_in_a_network_that_the_platform_allows(String address) {
        add("그릴", address).expectProblem(400, "VALIDATION_ERROR");
        String path = PRINTERS + "/" + add("바", "192.168.0.51:9100").expect(201).text("printer_id");
        api.patch(path, store.admin, "{\"address\":\"%s\"}".formatted(address)).expectProblem(400, "VALIDATION_ERROR");
    }

    @Test
    void what_a_store_could_not_tell_apart_or_does_not_have_is_refused() {
        add("그릴", "192.168.0.50:9100").expect(201);

        add("그릴", "192.168.0.51:9100").expectProblem(409, "CONFLICT");
        add("", "192.168.0.51:9100").expectProblem(400, "VALIDATION_ERROR");
        api.post(
                        PRINTERS,
                        store.admin,
                        "{\"printer_name\":\"바\",\"address\":\"192.168.0.51:9100\",\"station_ids\":[\"lost\"]}")
                .expectProblem(404, "NOT_FOUND");
        api.post(PRINTERS, store.admin, "{\"printer_name\":\"바\",\"address\":\"192.168.0.51:9100\",\"columns\":80}")
                .expectProblem(400, "VALIDATION_ERROR");
        api.post(PRINTERS, store.staff, "{\"printer_name\":\"바\",\"address\":\"192.168.0.51:9100\"}")
                .expectProblem(403, "FORBIDDEN");
    }

    @Test
    void staff_have_an_order_printed_once_more() {
        String path =
                PRINTERS + "/" + add("그릴", "192.168.0.50:9100").expect(201).text("printer_id") + "/reprints";
        String orderId = api.post(
                        "/api/v1/customer/orders", store.tablet(store.table(1)), store.orderOf(store.galbi, 1))
                .expect(201)
                .text("order_id");

        Answer reprint = api.post(path, store.staff, "{\"order_id\":\"%s\"}".formatted(orderId))
                .expect(201);

        assertThat(reprint.text("order_id")).isEqualTo(orderId);
        assertThat(reprint.header("X-Position")).isNotEmpty();
        api.post(path, store.staff, "{\"order_id\":\"lost\"}").expectProblem(404, "NOT_FOUND");
        api.post(PRINTERS + "/lost/reprints", store.staff, "{\"order_id\":\"%s\"}".formatted(orderId))
                .expectProblem(404, "NOT_FOUND");
        api.post(path, store.staff, "{}").expectProblem(400, "VALIDATION_ERROR");
    }
}
