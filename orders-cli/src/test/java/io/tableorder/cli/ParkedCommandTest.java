package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.SessionEvent;
import io.tableorder.event.TableEvent;
import io.tableorder.projector.Poison;
import io.tableorder.projector.ReadModelDatabase;
import io.tableorder.projector.StoreLog;
import io.tableorder.projector.project.Projection;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ParkedCommandTest {
    @RegisterExtension
    private static final ReadModelDatabase database = ReadModelDatabase.ofItsOwn();

    private final StoreLog.Partition partition = new StoreLog.Partition(0);

    @BeforeEach
    void park() {
        StoreLog store = StoreLog.opened("store", partition);
        store.append(new TableEvent.Added("table", 1));
        store.append(new SessionEvent.Started("session", "table", 1));
        store.append(Poison.placed("sound", 1));
        Poison.UNKNOWN_TYPE.appendTo(store, "sound");
        store.appendUnfolded(
                new OrderEvent.StatusChanged("sound", 3, "table", OrderStatus.PREPARING, OrderStatus.COMPLETED));
        Projection projection = database.migrated().projection();
        var _ = projection.apply(0, projection.position(0), partition.records());
    }

    private static CommandRun parked(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "parked";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(Map.of("DATABASE_URL", database.dataSource().getJdbcUrl()), all);
    }

    @Test
    void what_holds_others_back_is_listed_and_with_all_what_waits_too() {
        CommandRun run = parked("list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(1);
        assertThat(run.out())
                .startsWith("0-4  UNKNOWN_TYPE  io.tableorder.order.sung-about.v1 of order sound, store store");
        assertThat(parked("list", "--all").lines()).hasSize(2);
    }

    @Test
    void a_retry_says_what_holds_it_back_still() {
        CommandRun run = parked("retry", "0-4");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("0 events applied").contains("still parked: 0-4, with its order: UNKNOWN_TYPE");
    }

    @Test
    void a_skip_needs_a_reason_and_keeps_who_gave_it() {
        assertThat(parked("skip", "0-4").exitCode()).isEqualTo(2);

        CommandRun run = parked("skip", "0-4", "--reason", "주방과 확인함", "--by", "boss", "--read-models-only");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 events applied");
        assertThat(
                        database.texts(
                                "SELECT concat_ws('/', skip_reason, skipped_by_role, skipped_by_id) FROM orders.skipped_events"))
                .containsExactly("주방과 확인함/operator/boss");
        assertThat(parked("list").out()).contains("Nothing is parked.");
        assertThat(parked("list").exitCode()).isZero();
    }

    @Test
    void a_decision_needs_the_brokers_and_the_key_that_the_writers_know_it_by() {
        CommandRun run = parked("skip", "0-4", "--reason", "x");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void an_event_that_waits_or_is_not_there_is_named() {
        assertThat(parked("skip", "0-5", "--reason", "x", "--read-models-only").err())
                .contains("0-4");
        assertThat(parked("retry", "0-99").exitCode()).isEqualTo(3);
        assertThat(parked("retry", "nowhere").exitCode()).isEqualTo(2);
    }
}
