package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.projector.KafkaLog;
import io.tableorder.projector.rebuild.Platform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildCommandTest {
    private static Platform platform;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws Exception {
        platform = new Platform();
        environment = Map.of(
                "DATABASE_URL", platform.database().jdbcUrl(),
                "KAFKA_BOOTSTRAP_SERVERS", platform.log().broker().bootstrapServers(),
                "KAFKA_PARTITIONS", String.valueOf(KafkaLog.PARTITIONS));
    }

    @BeforeEach
    void startAnew() {
        platform.startAnew();
        platform.happen(30);
        platform.awaitEverythingProjectedOnce();
    }

    @AfterEach
    void stopProjector() throws Exception {
        platform.stopProjector();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void another_number_of_partitions_than_the_services_have_is_refused() {
        CommandRun run = CommandRun.of(
                Map.of(
                        "DATABASE_URL", platform.database().jdbcUrl(),
                        "KAFKA_BOOTSTRAP_SERVERS", platform.log().broker().bootstrapServers()),
                "rebuild");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("KAFKA_PARTITIONS").contains("12").contains("" + KafkaLog.PARTITIONS);
    }

    @Test
    void it_rebuilds_lists_differences_goes_back_and_cleans_up() {
        CommandRun same = CommandRun.of(environment, "rebuild", "--compare-only");
        assertThat(same.exitCode()).as(same.err()).isEqualTo(0);
        assertThat(same.lines().getFirst()).matches("orders_g2 equals orders_g1: [0-9,]+ rows\\.");
        assertThat(same.lines().getLast()).isEqualTo("Queries see orders_g1 as before.");
        assertThat(same.err()).contains("Reading into orders_g2 [##############################] 100 %", "Comparing");

        platform.jdbc()
                .update("DELETE FROM orders_g1.journal WHERE store_id = ? AND sequence = 1", Platform.storeId(1));
        CommandRun different = CommandRun.of(environment, "rebuild");
        assertThat(different.exitCode()).isEqualTo(1);
        assertThat(different.lines().getFirst()).startsWith("journal differs in 1 rows; orders_g1 has ");
        assertThat(different.lines().get(1)).startsWith("  only rebuilt: log_partition=1, log_offset=");
        assertThat(platform.generations()).containsExactly("orders_g1 live", "orders_g2 building");

        assertThat(CommandRun.of(environment, "rebuild", "--accept-differences", "one was deleted")
                        .lines()
                        .getLast())
                .startsWith("Queries see orders_g2 now. orders_g1 is kept");
        assertThat(CommandRun.of(environment, "rebuild", "--rollback").lines())
                .containsExactly(
                        "Queries see orders_g1 now. orders_g2 is kept: --rollback goes back to it, --clean drops it.");
        assertThat(CommandRun.of(environment, "rebuild", "--clean").lines())
                .containsExactly("Dropped [orders_g2]. Queries see orders_g1 as before.");
        CommandRun nothing = CommandRun.of(environment, "rebuild", "--rollback");
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.err()).contains("There is no previous generation to go back to");
    }

    @Test
    void months_are_built_anew_with_the_rest_and_what_retention_took_out_stays_out() {
        platform.aMonthPasses();
        platform.happen(30);
        platform.awaitEverythingProjectedOnce();
        assertThat(CommandRun.of(environment, "rebuild").lines().getFirst()).startsWith("orders_g2 equals orders_g1: ");
        List<String> all = months("orders_g1");
        assertThat(months("orders_g2")).isEqualTo(all).hasSizeGreaterThan(1);

        CommandRun retention = CommandRun.of(environment, "retention", "--before=" + platform.thisMonth());
        assertThat(retention.lines()).as(retention.err()).hasSize(2 * (all.size() - 1));
        assertThat(months("orders_g1")).containsExactly(all.getLast());
        assertThat(months("orders_g2")).containsExactly(all.getLast());

        CommandRun rebuilt = CommandRun.of(environment, "rebuild");
        assertThat(rebuilt.lines().getFirst()).as(rebuilt.out()).startsWith("orders_g3 equals orders_g2: ");
        assertThat(months("orders_g3")).containsExactly(all.getLast());
        assertThat(CommandRun.of(environment, "verify").out())
                .contains(" not any more")
                .doesNotContain("JOURNAL_");
        platform.happen(30);
        assertThat(CommandRun.of(environment, "rebuild", "--rollback").exitCode())
                .isZero();
        assertThat(CommandRun.of(environment, "verify").out()).doesNotContain("JOURNAL_");
        assertThat(CommandRun.of(environment, "rebuild", "--clean").exitCode()).isZero();
        assertThat(platform.generations()).containsExactly("orders_g2 live");
    }

    private static List<String> months(String schema) {
        return platform.jdbc().queryForList("""
                SELECT relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
                WHERE inhparent = to_regclass(? || '.journal') ORDER BY 1""", String.class, schema);
    }

    @Test
    void it_takes_one_choice_at_a_time() {
        assertThat(CommandRun.of(environment, "rebuild", "--rollback", "--clean")
                        .exitCode())
                .isEqualTo(2);
    }
}
