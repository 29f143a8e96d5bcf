package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.event.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueriesWithoutDatabaseTest {
    @Test
    void queries_say_so_in_time_and_recover_by_themselves() {
        try (QueryApi api = new QueryApi()) {
            ProjectedStore store = ProjectedStore.opened("store", "hanok", 1, api.writer());
            store.addTable(1);
            String staff = api.token(Role.STAFF, "hanok", "store", null);
            api.get(staff, "/admin/tables").expect(200);

            api.database().stop();
            long started = System.nanoTime();
            var refused = api.get(staff, "/admin/tables").expect(503);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
            assertThat(refused.text("/error_code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(refused.header("Retry-After")).isNotEmpty();

            api.database().start();
            await().untilAsserted(() -> api.get(staff, "/admin/tables").expect(200));
        }
    }
}
