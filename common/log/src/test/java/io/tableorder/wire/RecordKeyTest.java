package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.wire.RecordKey.OfNobody;
import io.tableorder.wire.RecordKey.OfStore;
import io.tableorder.wire.RecordKey.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordKeyTest {

    private static final int PARTITIONS = 12;
    private static final int OF_GANGNAM = Topics.partitionOf("gangnam", PARTITIONS);

    @Test
    void a_key_in_its_own_partition_is_the_stores() {
        assertThat(keyOf("gangnam".getBytes(UTF_8), OF_GANGNAM)).isEqualTo(new OfStore("gangnam"));
    }

    @Test
    void a_key_in_every_other_partition_is_nobodys() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (partition != OF_GANGNAM) {
                assertThat(keyOf("gangnam".getBytes(UTF_8), partition)).isEqualTo(new OfNobody(Reason.WRONG_PARTITION));
            }
        }
    }

    @Test
    void a_record_without_a_key_is_nobodys() {
        assertThat(keyOf(null, 0)).isEqualTo(new OfNobody(Reason.NO_KEY));
        assertThat(keyOf(new byte[0], 0)).isEqualTo(new OfNobody(Reason.NO_KEY));
    }

    @Test
    void bytes_that_are_no_text_are_nobodys_whatever_partition_they_are_in() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(keyOf(new byte[] {(byte) 0xC3, 0x28}, partition)).isEqualTo(new OfNobody(Reason.NOT_TEXT));
        }
    }

    private static RecordKey keyOf(byte @Nullable [] key, int partition) {
        return RecordKey.of(new ConsumerRecord<>(Topics.ORDER_EVENTS, partition, 0, key, new byte[0]), PARTITIONS);
    }
}
