package io.tableorder.notifier.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.StoreLifecycleEvent;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RingTest {

    private static final int FRAMES = 40;
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Ring ring = new Ring(0, -1, new FeedLimits(FRAMES, 100_000, 0));

    @Test
    void holds_everything_until_it_is_full() {
        addUpTo(FRAMES);

        assertThat(ring.reachesBackTo(0)).isTrue();
        assertThat(sequencesAfter(0)).containsExactly(range(1, FRAMES));
        assertThat(sequencesAfter(FRAMES - 1)).containsExactly((long) FRAMES);
        assertThat(sequencesAfter(FRAMES)).isEmpty();
    }

    @Test
    void loses_the_oldest_and_knows_it() {
        addUpTo(FRAMES + 100);

        assertThat(ring.reachesBackTo(99)).isFalse();
        assertThat(ring.reachesBackTo(100)).isTrue();
        assertThat(sequencesAfter(100)).containsExactly(range(101, FRAMES + 100));
    }

    @Test
    void is_bounded_in_bytes_too_and_always_keeps_the_newest() {
        int size = frame(1).size();
        Ring small = new Ring(0, -1, new FeedLimits(FRAMES, 3 * size + size / 2, 0));
        LongStream.rangeClosed(1, 9).forEach(sequence -> small.add(frame(sequence)));
        assertThat(small.after(6, NO_LIMIT)).hasSize(3);
        assertThat(small.reachesBackTo(5)).isFalse();

        Ring tiny = new Ring(0, -1, new FeedLimits(FRAMES, 1, 0));
        tiny.add(frame(1));
        tiny.add(frame(2));
        assertThat(tiny.after(1, NO_LIMIT)).hasSize(1);
    }

    @Test
    void finds_an_event_by_its_offset_and_only_by_that() {
        addUpTo(FRAMES + 10);

        // Offsets are even here; odd ones are other stores'.
        assertThat(ring.sequenceAt(2 * 30)).hasValue(30);
        assertThat(ring.sequenceAt(2 * 30 + 1)).isEmpty();
        assertThat(ring.sequenceAt(2 * 10)).as("the one before the oldest").hasValue(10);
        assertThat(ring.sequenceAt(2 * 9)).isEmpty();
        assertThat(ring.isOlderThanRing(2 * 9)).isTrue();
        assertThat(ring.isOlderThanRing(2 * 30 + 1)).isFalse();
    }

    @Test
    void gives_out_no_more_than_asked_but_at_least_one() {
        addUpTo(5);
        int size = frame(1).size();

        assertThat(ring.after(0, 2 * size)).hasSize(2);
        assertThat(ring.after(0, 1)).hasSize(1);
    }

    @Test
    void takes_no_gap() {
        addUpTo(3);

        assertThatThrownBy(() -> ring.add(frame(5))).hasMessage("The ring ends at sequence 3, got 5");
    }

    @Test
    void begins_after_a_restored_state() {
        Ring restored = new Ring(70, 140, new FeedLimits(FRAMES, 100_000, 0));
        restored.add(frame(71));

        assertThat(restored.reachesBackTo(70)).isTrue();
        assertThat(restored.reachesBackTo(69)).isFalse();
        assertThat(restored.sequenceAt(140)).hasValue(70);
    }

    private void addUpTo(long last) {
        LongStream.rangeClosed(1, last).forEach(sequence -> ring.add(frame(sequence)));
    }

    private long[] sequencesAfter(long sequence) {
        return ring.after(sequence, NO_LIMIT).stream()
                .mapToLong(Frame::sequence)
                .toArray();
    }

    private static long[] range(long first, long last) {
        return LongStream.rangeClosed(first, last).toArray();
    }

    private static Frame frame(long sequence) {
        RecordedEvent event = new RecordedEvent(
                "event",
                "store",
                sequence,
                Instant.EPOCH,
                new CommandStamp("command", null, new Actor(Role.STAFF, "staff"), null),
                new StoreLifecycleEvent.IntakeResumed(),
                new Position(0, 2 * sequence),
                "previous",
                "hash");
        return Frame.of(
                event,
                "store_updated",
                "{}" + " ".repeat(100 - String.valueOf(2 * sequence).length()));
    }
}
