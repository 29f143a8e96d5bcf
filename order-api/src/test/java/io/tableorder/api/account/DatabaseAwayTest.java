package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.writer.CommandRequest;
import io.tableorder.decide.CatalogueCommand;
import io.tableorder.decide.LifecycleCommand;
import io.tableorder.decide.StoreCommand;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Ids;
import io.tableorder.event.Role;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {

    private static final RunningApi API = RunningApi.startWithoutDatabase();

    @AfterAll
    static void close() {
        API.close();
    }

    private static Answer login() {
        return API.post(
                "/api/v1/admin/login",
                "",
                "{\"store_id\":\"hanok\",\"username\":\"admin\",\"password\":\"plum-kettle-1\"}");
    }

    private static void commanded(StoreCommand command) {
        CommandStamp stamp = new CommandStamp(Ids.next(), null, new Actor(Role.STORE_ADMIN, "a-1"), null);
        API.gateway().submit(new CommandRequest("hanok", stamp, command));
    }

    private static Answer order(String key) {
        return API.post(
                "/api/v1/customer/orders",
                API.token(Role.TABLE, "hanok-chain", "hanok", "t-1"),
                "{\"items\":[{\"menu_id\":\"m-1\",\"quantity\":1}]}",
                "Idempotency-Key",
                key);
    }

    @Test
    void orders_are_taken_without_a_database_and_logins_come_back_with_it() {
        API.readModel().fallBehind();
        openStore();

        order("first").expect(201);
        Answer refused = login().expectProblem(503, "SERVICE_UNAVAILABLE");
        assertThat(refused.text("detail")).contains("주문은 계속 가능");

        API.startDatabase();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> login().expect(401));

        API.stopDatabase();
        login().expectProblem(503, "SERVICE_UNAVAILABLE");
        order("second").expect(201);

        API.startDatabase();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> login().expect(401));
    }

    private static void openStore() {
        commanded(new LifecycleCommand.OpenStore("hanok-chain", "한옥", ZoneId.of("Asia/Seoul"), "KRW"));
        commanded(new CatalogueCommand.AddCategory("c-1", "밥", 1));
        commanded(new CatalogueCommand.AddMenu("m-1", "c-1", "비빔밥", 9_000, null, null, 1, true, null, null));
        commanded(new TableCommand.AddTable("t-1", 1));
    }
}
