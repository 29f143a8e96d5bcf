package io.tableorder.notifier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.Actor;
import io.tableorder.event.CommandStamp;
import io.tableorder.event.Position;
import io.tableorder.event.RecordedEvent;
import io.tableorder.event.Role;
import io.tableorder.event.StoreLifecycleEvent;
import io.tableorder.identity.ClientPositions;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RingTest {

    private static final int FRAMES = 40;
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Ring ring = new Ring(new FeedLimits(FRAMES, 100_000, 0));

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
        Ring small = new Ring(new FeedLimits(FRAMES, 3 * size + size / 2, 0));
        LongStream.rangeClosed(1, 9).forEach(sequence -> small.add(frame(sequence)));
        assertThat(small.after(6, NO_LIMIT)).hasSize(3);
        assertThat(small.reachesBackTo(5)).isFalse();

        Ring tiny = new Ring(new FeedLimits(FRAMES, 1, 0));
        tiny.add(frame(1));
        tiny.add(frame(2));
        assertThat(tiny.after(1, NO_LIMIT)).hasSize(1);
    }

    @Test
    void finds_an_event_by_its_offset_and_only_by_that() {
        addUpTo(FRAMES + 10);

        // Offsets are even here; odd ones are other stores'.
        assertThat(placeAfter(2 * 30)).isEqualTo(new Ring.Place.After(30));
        assertThat(placeAfter(2 * 30 + 1)).isEqualTo(new Ring.Place.Unknown());
        assertThat(placeAfter(2 * 10)).as("the one before the oldest").isEqualTo(new Ring.Place.After(10));
        assertThat(placeAfter(2 * 9)).isEqualTo(new Ring.Place.BeforeStart());
        assertThat(placeAfter(2 * (FRAMES + 10))).isEqualTo(new Ring.Place.After(FRAMES + 10));
    }

    @Test
    void gives_out_no_more_than_asked_but_at_least_one() {
        addUpTo(5);
        int size = frame(1).size();

        assertThat(ring.after(0, 2 * size)).hasSize(2);
        assertThat(ring.after(0, 1)).hasSize(1);
    }

    @Test
    void begins_after_a_restored_state() {
        ring.startAfter(new Position(0, 140));
        ring.add(frame(71));

        assertThat(placeAfter(140)).isEqualTo(new Ring.Place.After(0));
        assertThat(placeAfter(142)).isEqualTo(new Ring.Place.After(1));
        assertThat(placeAfter(138)).isEqualTo(new Ring.Place.BeforeStart());
    }

    @Test
    void finds_what_a_client_of_another_instance_has_missed_though_that_sent_in_another_order() {
        Scope chain = new Scope.Chain("hanok");
        FeedPosition head = FeedPosition.NONE;
        for (StoreFrame frame : List.of(frame(0, 1), frame(1, 1), frame(0, 2), frame(1, 2))) {
            head = head.with(frame.position());
            ring.add(frame.in(chain, head));
        }

        assertThat(ring.placeOf(FeedPosition.parse("0-2,1-2"))).isEqualTo(new Ring.Place.After(2));
        assertThat(ring.placeOf(FeedPosition.parse("0-4,1-4"))).isEqualTo(new Ring.Place.After(4));
        assertThat(ring.placeOf(FeedPosition.parse("1-4"))).isInstanceOfSatisfying(Ring.Place.Among.class, among -> {
            assertThat(among.missed())
                    .extracting(frame -> frame.position().toString())
                    .containsExactly("0-2", "0-4");
            assertThat(among.sequence()).isEqualTo(4);
        });
        assertThat(ring.placeOf(FeedPosition.parse("0-3,1-2"))).isEqualTo(new Ring.Place.Unknown());
    }

    private Ring.Place placeAfter(long offset) {
        return ring.placeOf(FeedPosition.NONE.with(new Position(0, offset)));
    }

    private void addUpTo(long last) {
        LongStream.rangeClosed(1, last).forEach(sequence -> ring.add(frame(sequence)));
    }

    private long[] sequencesAfter(long sequence) {
        return ring.after(sequence, NO_LIMIT).stream()
                .mapToLong(frame -> frame.position().offset() / 2)
                .toArray();
    }

    private static long[] range(long first, long last) {
        return LongStream.rangeClosed(first, last).toArray();
    }

    private static StoreFrame frame(long sequence) {
        return frame(0, sequence);
    }

    private static StoreFrame frame(int partition, long sequence) {
        RecordedEvent event = new RecordedEvent(
                "event",
                "store",
                sequence,
                Instant.EPOCH,
                new CommandStamp("command", null, new Actor(Role.STAFF, "staff"), null),
                new StoreLifecycleEvent.IntakeResumed(),
                new Position(partition, 2 * sequence),
                "previous",
                "hash");
        return StoreFrame.of(
                event,
                "store_updated",
                "{}" + " ".repeat(100 - String.valueOf(2 * sequence).length()),
                new ClientPositions());
    }
}
