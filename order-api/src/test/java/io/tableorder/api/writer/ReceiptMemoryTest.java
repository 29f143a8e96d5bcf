package io.tableorder.api.writer;

import static io.tableorder.api.writer.TestCommands.request;
import static io.tableorder.api.writer.TestCommands.setUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.decide.CatalogueCommand;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceiptMemoryTest extends OnePartition {

    /** Of some 400 receipts. */
    private static final long MAXIMUM_BYTES = 24_000;

    @Override
    long maximumReceiptBytes() {
        return MAXIMUM_BYTES;
    }

    private void open(String storeId) {
        setUp(storeId).forEach(this::submit);
    }

    private Done change(String storeId, int number) {
        return (Done) submit(request(
                storeId, storeId + "-" + number, new CatalogueCommand.ChangeCategory("rice", "밥 " + number, 1)));
    }

    private double givenUp() {
        return meters.counter("tableorder.writer.receipts.given.up").count();
    }

    @Test
    void at_the_bound_the_oldest_receipts_of_all_stores_go_first_and_intake_goes_on() {
        tenure();
        open("old");
        change("old", 1);
        open("new");
        for (int number = 1; number <= 600; number++) {
            clock.moveOn(Duration.ofSeconds(10));
            change("new", number);
        }

        await().until(() -> givenUp() > 0);
        assertThat(ReceiptMemory.bytesOf(writer.allHeld())).isLessThanOrEqualTo(MAXIMUM_BYTES);
        assertThat(change("new", 600).replayed()).isTrue();
        assertThat(change("new", 1).replayed()).as("one of the oldest").isFalse();
        assertThat(change("old", 1).replayed())
                .as("the last of a store that rests")
                .isTrue();
    }

    @Test
    void a_partition_that_is_restored_keeps_within_the_bound() {
        tenure();
        open("hanok");
        for (int number = 1; number <= 1_000; number++) {
            clock.moveOn(Duration.ofSeconds(10));
            change("hanok", number);
        }
        writer.drop(Set.of(PARTITION));

        tenure();

        await().until(() -> ReceiptMemory.bytesOf(writer.allHeld()) <= MAXIMUM_BYTES);
        assertThat(change("hanok", 1_000).replayed()).isTrue();
    }
}
