package io.tableorder.projector.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.projector.StoreLog;
import io.tableorder.projector.parked.ParkReason;
import io.tableorder.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final int PARTITIONS = 12;

    private final RecordReader reader = RecordReader.of(PARTITIONS);

    @Test
    void an_event_in_its_stores_partition_is_read() {
        assertThat(reader.read(openedIn(Topics.partitionOf("store", PARTITIONS))))
                .isInstanceOfSatisfying(
                        Reading.Readable.class,
                        readable -> assertThat(readable.event().storeId()).isEqualTo("store"));
    }

    @Test
    void the_same_bytes_in_another_partition_are_nobodys() {
        int other = (Topics.partitionOf("store", PARTITIONS) + 1) % PARTITIONS;

        assertNobodys(reader.read(openedIn(other)), ParkReason.WRONG_PARTITION);
    }

    @Test
    void a_record_without_a_key_or_with_one_that_is_no_text_is_nobodys() {
        assertNobodys(
                reader.read(new ConsumerRecord<>("order-events", 0, 7, null, StoreLog.bytes("?"))),
                ParkReason.INVALID_JSON);
        assertNobodys(
                reader.read(new ConsumerRecord<>("order-events", 0, 7, new byte[] {(byte) 0xFF}, StoreLog.bytes("?"))),
                ParkReason.WRONG_KEY);
    }

    private static ConsumerRecord<byte[], byte[]> openedIn(int number) {
        StoreLog.Partition partition = new StoreLog.Partition(number);
        var _ = StoreLog.opened("store", partition);
        return partition.records().getFirst();
    }

    private static void assertNobodys(Reading reading, ParkReason reason) {
        assertThat(reading).isInstanceOfSatisfying(Reading.Unreadable.class, nobodys -> {
            assertThat(nobodys.storeId()).isNull();
            assertThat(nobodys.orderId()).isNull();
            assertThat(nobodys.link()).isNull();
            assertThat(nobodys.reason()).isEqualTo(reason);
        });
    }
}
