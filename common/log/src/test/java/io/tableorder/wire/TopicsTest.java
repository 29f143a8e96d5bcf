package io.tableorder.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final int PARTITIONS = 12;

    @Test
    void a_store_lives_where_any_kafka_client_looks_for_it() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_120);
        for (int i = 0; i < 5_000; i++) {
            String storeId = i % 2 == 0 ? text(random, '가', '힣') : text(random, '!', '~');
            for (int partitions : new int[] {1, 3, PARTITIONS, 48}) {
                assertThat(Topics.partitionOf(storeId, partitions))
                        .as(storeId)
                        .isEqualTo(BuiltInPartitioner.partitionForKey(storeId.getBytes(UTF_8), partitions));
            }
        }
    }

    @Test
    void stores_never_move() {
        assertThat(Topics.partitionOf("hanok-gangnam", PARTITIONS)).isEqualTo(10);
        assertThat(Topics.partitionOf("hanok-hongdae", PARTITIONS)).isEqualTo(10);
        assertThat(Topics.partitionOf("bunsik-jongno", PARTITIONS)).isEqualTo(7);
        assertThat(Topics.partitionOf("한옥-강남", PARTITIONS)).isEqualTo(10);
    }

    private static String text(RandomGenerator random, char first, char last) {
        return random.ints(random.nextInt(1, 40), first, last + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
