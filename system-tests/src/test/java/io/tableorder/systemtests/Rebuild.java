package io.tableorder.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.systemtests.Client.Answer;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Read models that are made anew from the log and compared with the live ones. The projector is asked by an operator. */
final class Rebuild {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Rebuild() {}

    static void makesTheSameRows(Client operator) throws Exception {
        JsonNode run = differsInNothing(operator, true);
        assertThat(run.path("state").asString()).as("%s", run).isEqualTo("built");
    }

    /** The new ones are the live ones then. */
    static void putsTheSameRowsInPlace(Client operator) throws Exception {
        differsInNothing(operator, false);
    }

    private static JsonNode differsInNothing(Client operator, boolean compareOnly) throws Exception {
        Answer begun = operator.send("POST", "/admin/projection/rebuild", Map.of("compare_only", compareOnly), null);
        assertThat(begun.status()).as("%s", begun).isEqualTo(202);
        JsonNode run = await("the rebuild")
                .atMost(PATIENCE)
                .until(
                        () -> operator.get("/admin/projection/rebuild").body().path("run"),
                        now -> !now.path("state").asString().equals("running"));
        assertThat(run.path("differences")).as("%s", run).isEmpty();
        return run;
    }
}
