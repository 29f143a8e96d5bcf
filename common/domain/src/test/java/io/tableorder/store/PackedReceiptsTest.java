package io.tableorder.store;

import static io.tableorder.fixture.Sample.EVENING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedReceiptsTest {

    private static final long OFFSET = 5_000_000_000L;

    private PackedReceipts table = PackedReceipts.EMPTY;
    private int commands;
    private final List<ReceiptStub> added = new ArrayList<>();

    @Test
    void a_row_is_read_as_it_was_written() {
        add(OFFSET, EVENING, null);
        add(OFFSET + 1, EVENING.plusNanos(1_000), OFFSET);
        add(OFFSET + 70_000_000, EVENING.plus(Duration.ofHours(25)), OFFSET + 1);

        assertThat(rows()).isEqualTo(added);
        assertThat(bytesOfARow()).as("narrow").isEqualTo(36);
    }

    @Test
    void rows_that_are_far_from_the_first_or_before_it_are_read_as_they_were_written_too() {
        List<Duration> times = List.of(
                Duration.ofHours(39),
                Duration.ofSeconds(-1),
                Duration.ofDays(-400),
                Duration.ofNanos(1),
                Duration.ofDays(9_000));
        for (Duration time : times) {
            start();
            add(OFFSET, EVENING, null);
            add(OFFSET + 1, EVENING.plus(time), OFFSET);
            assertThat(rows()).as("%s later", time).isEqualTo(added);
            assertThat(bytesOfARow()).as("wide").isEqualTo(44);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {OFFSET + (1L << 32), OFFSET - 1, Long.MAX_VALUE})
    void so_are_rows_with_an_offset_far_from_the_firsts(long offset) {
        add(OFFSET, EVENING, null);
        add(offset, EVENING, offset - 1);

        assertThat(rows()).isEqualTo(added);
    }

    @Test
    void so_is_one_about_an_order_that_was_placed_long_before() {
        add(OFFSET, EVENING, null);
        add(OFFSET + 200_000_000, EVENING.plusSeconds(1), OFFSET);

        assertThat(rows()).isEqualTo(added);
    }

    @Test
    void a_table_is_narrow_again_when_it_is_copied_without_the_rows_that_were_far() {
        add(OFFSET, EVENING, null);
        add(OFFSET + 1, EVENING.plus(Duration.ofDays(30)), null);
        add(OFFSET + 2, EVENING.plus(Duration.ofDays(30)), null);
        assertThat(bytesOfARow()).isEqualTo(44);

        table = table.copy(1, 3);

        assertThat(List.of(table.stub(0, null), table.stub(1, null))).isEqualTo(added.subList(1, 3));
        assertThat(bytesOfARow()).isEqualTo(36);
    }

    @Test
    void any_mixture_is_read_as_it_was_written() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            start();
            Instant time = EVENING;
            long offset = OFFSET;
            for (int row = 0; row < 60; row++) {
                boolean strange = random.nextInt(20) == 0;
                time = time.plusNanos(
                        strange ? random.nextLong(-(1L << 60), 1L << 60) : random.nextInt(1_000) * 1_000L);
                offset += strange ? random.nextLong(1L << 34) : 1 + random.nextInt(5);
                switch (random.nextInt(3)) {
                    case 0 -> add(offset, time, null);
                    case 1 -> add(offset, time, offset - random.nextInt(1 << 30));
                    default -> add(offset, time, null, earlier(random));
                }
                if (random.nextInt(40) == 0) {
                    int first = random.nextInt(added.size());
                    table = table.copy(first, added.size());
                    added.subList(0, first).clear();
                }
            }
            assertThat(rows()).isEqualTo(added);
            for (int row = 0; row < added.size(); row++) {
                assertThat(table.rowOf(added.get(row).command(), 0, added.size()))
                        .isEqualTo(row);
            }
        }
    }

    private static EarlierEvents earlier(Random random) {
        EarlierEvents earlier = EarlierEvents.NONE;
        for (int i = random.nextInt(8); i > 0; i--) {
            earlier = requireNonNull(earlier.followedAfter(1 + random.nextLong(1L << random.nextInt(1, 40))));
        }
        return earlier;
    }

    private void start() {
        table = PackedReceipts.EMPTY;
        added.clear();
    }

    private void add(long offset, Instant time, @Nullable Long placed) {
        add(offset, time, placed, null);
    }

    private void add(long offset, Instant time, @Nullable Long placed, @Nullable EarlierEvents earlier) {
        ReceiptStub stub =
                new ReceiptStub(CommandKey.of("command " + ++commands), commands, time, offset, placed, null, earlier);
        table = table.plus(0, added.size(), stub);
        added.add(stub);
    }

    private List<ReceiptStub> rows() {
        List<ReceiptStub> rows = new ArrayList<>();
        for (int row = 0; row < added.size(); row++) {
            rows.add(table.stub(row, null));
        }
        return rows;
    }

    /** The index takes two bytes for each of 1.4 places a row, and one. */
    private long bytesOfARow() {
        int capacity = table.capacity();
        long index = 2L * (capacity + capacity * 2 / 5 + 1);
        return (table.bytes() - PackedReceipts.EMPTY.bytes() + 2 - index) / capacity;
    }
}
