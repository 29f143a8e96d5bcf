package io.tableorder.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.fixture.TestStore;
import io.tableorder.event.Role;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody's reads take the places of others. */
class ReadPlacesTest {

    /** A position that the read models reach in years. */
    private static final String WAITING = "?after=0-99999999999";

    private final RunningApi api = RunningApi.shared();
    private final TestStore store = TestStore.open(api, "hanok");

    /** A slow query of another test makes refusals the platform's doing for a while. */
    @BeforeEach
    void queriesAreQuick() {
        await().until(() -> !api.bean(ReadModels.class).areSlow());
    }

    private List<Integer> atOnce(int reads, java.util.function.IntFunction<Answer> read) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, reads)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> read.apply(i).status(), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    @Test
    void of_one_login_only_some_reads_wait_and_the_others_are_refused() {
        List<Integer> statuses = atOnce(30, _ -> api.get("/api/v1/admin/orders" + WAITING, store.staff));

        assertThat(statuses).containsOnly(503, 429);
        assertThat(statuses.stream().filter(status -> status == 503))
                .hasSizeBetween(1, 2 * ReadPlaces.MAXIMUM_OF_LOGIN);
        api.get("/api/v1/admin/orders", store.staff).expect(200);
    }

    @Test
    void another_login_reads_while_one_has_taken_its_share() {
        CompletableFuture<List<Integer>> crowd = CompletableFuture.supplyAsync(
                () -> atOnce(30, _ -> api.get("/api/v1/admin/orders" + WAITING, store.staff)));

        while (!crowd.isDone()) {
            api.get("/api/v1/admin/orders", store.admin).expect(200);
        }

        assertThat(crowd.join()).as("503 where queries were slow meanwhile").containsOnly(429, 503);
    }

    @Test
    void a_store_has_a_share_however_many_logins_it_has() {
        List<Integer> statuses = atOnce(
                ReadPlaces.MAXIMUM_OF_STORE + 20,
                _ -> api.get(
                        "/api/v1/admin/orders" + WAITING, api.token(Role.STAFF, store.chainId, store.storeId, null)));

        assertThat(statuses).contains(429);
        api.get("/api/v1/admin/orders", store.staff).expect(200);
    }

    @Test
    void while_queries_wait_for_a_lock_their_number_is_not_their_callers_doing() throws Exception {
        try (RunningApi locked = RunningApi.start();
                Connection elsewhere = locked.bean(DataSource.class).getConnection()) {
            TestStore ofItsOwn = TestStore.open(locked, "locked");
            elsewhere.setAutoCommit(false);
            try (Statement lock = elsewhere.createStatement()) {
                lock.execute("LOCK TABLE orders_g1.tables IN ACCESS EXCLUSIVE MODE");
            }

            List<Integer> statuses = atOnce(30, _ -> locked.get("/api/v1/admin/orders", ofItsOwn.staff));

            assertThat(statuses).containsOnly(503);
            elsewhere.rollback();
            locked.get("/api/v1/admin/orders", ofItsOwn.staff).expect(200);
        }
    }
}
