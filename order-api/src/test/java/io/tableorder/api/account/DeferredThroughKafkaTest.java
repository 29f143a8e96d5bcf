package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.fixture.Answer;
import io.tableorder.api.fixture.RunningApi;
import io.tableorder.embedded.Broker;
import io.tableorder.embedded.Database;
import io.tableorder.operability.security.TokenReader;
import io.tableorder.testkit.TestServices;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two whole instances on a real broker: what one was asked for without PostgreSQL, the other one knows and makes. */
class DeferredThroughKafkaTest {

    private static final String CHAINS = "/api/v1/platform/chains";
    private static final Duration LONG = Duration.ofSeconds(90);

    private Broker kafka;
    private Database database;
    private RunningApi one;
    private RunningApi other;

    @BeforeEach
    void start() {
        kafka = TestServices.broker();
        database = TestServices.database();
        one = RunningApi.startInstance(database, kafka, 1, "--DB_POOL_TIMEOUT=2");
        other = RunningApi.startInstance(database, kafka, 1, "--DB_POOL_TIMEOUT=2");
    }

    @AfterEach
    void stop() {
        one.stop();
        other.stop();
        database.close();
        kafka.close();
    }

    private Answer logIn(RunningApi through) {
        return through.post(
                "/api/v1/admin/login",
                "",
                "{\"chain_id\":\"hanok\",\"username\":\"boss\",\"password\":\"plum-kettle-4711\"}");
    }

    @Test
    void an_admin_is_out_everywhere_without_postgresql_and_disabled_by_whichever_instance_is_left() {
        await().atMost(LONG)
                .untilAsserted(() -> one.post(
                                CHAINS,
                                one.operator(),
                                "{\"chain_id\":\"hanok\",\"chain_name\":\"한옥\",\"username\":\"boss\",\"password\":\"plum-kettle-4711\"}")
                        .expect(201));
        String token = logIn(one).expect(200).text("access_token");
        String accountId = one.bean(TokenReader.class).read(token).subject();
        await().atMost(LONG).untilAsserted(() -> other.get(CHAINS, token).expectProblem(403, "FORBIDDEN"));
        database.stop();

        one.patch(CHAINS + "/hanok/admins/" + accountId, one.operator(), "{\"disabled\":true}")
                .expect(202);
        one.stop();

        await().atMost(LONG).untilAsserted(() -> other.get(CHAINS, token).expectProblem(401, "AUTH_ERROR"));
        database.start();
        await().atMost(LONG).untilAsserted(() -> logIn(other).expectProblem(401, "AUTH_ERROR"));
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(other.trailOf("hanok")).contains("account.disabled.v1"));
    }
}
