package io.tableorder.testkit.history;

import static io.tableorder.testkit.history.TwinStore.STAFF;
import static io.tableorder.testkit.history.TwinStore.guestsOf;
import static io.tableorder.testkit.history.TwinStore.orderOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.event.Sha256;
import io.tableorder.fixture.Sample;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No event can be dropped, doubled, moved or altered, and no second writer can write, without being named. */
class DamagedLogTest {

    private final TwinStore store = TwinStore.opened();

    private List<LoggedRecord> records() {
        return new ArrayList<>(store.log().records());
    }

    private List<String> violationsOf(List<LoggedRecord> records) {
        return HistoryChecker.check(store.history(), EventLog.of(records)).violations();
    }

    private static LoggedRecord moved(LoggedRecord record, long offset) {
        return TwinStore.recordAt(new Position(TwinStore.PARTITION, offset), record.value());
    }

    private static void swap(List<LoggedRecord> records, int one, int other) {
        LoggedRecord record = records.get(one);
        records.set(one, moved(records.get(other), one));
        records.set(other, moved(record, other));
    }

    private static String hashOf(LoggedRecord record) {
        byte[] value = record.value();
        return new String(value, value.length - 66, 64, US_ASCII);
    }

    @Test
    void a_dropped_event_is_named() {
        store.place(1, "first");
        Attempt second = store.place(1, "second");
        store.place(1, "third");
        List<LoggedRecord> records = records();
        String dropped = hashOf(records.remove(9));

        assertThat(violationsOf(records))
                .contains(
                        "Store hanok-gangnam at 7-10: expected sequence 10, got 11",
                        "Store hanok-gangnam at 7-10: the hash chain is broken, expected previous hash %s, got %s"
                                .formatted(hashOf(records.get(8)), dropped),
                        "Store hanok-gangnam: %s was answered ok at 7-9, but the log has no event of it"
                                .formatted(second.inWords()));
    }

    @Test
    void the_last_event_dropped_is_named_by_who_was_answered() {
        store.place(1, "first");
        Attempt last = store.place(1, "last");
        List<LoggedRecord> records = records();
        records.removeLast();

        assertThat(violationsOf(records))
                .containsExactly("Store hanok-gangnam: %s was answered ok at 7-9, but the log has no event of it"
                        .formatted(last.inWords()));
    }

    @Test
    void a_doubled_event_is_named() {
        store.place(1, "first");
        Attempt second = store.place(1, "second");
        List<LoggedRecord> records = records();
        records.add(moved(records.getLast(), 10));

        assertThat(violationsOf(records))
                .contains(
                        "Store hanok-gangnam at 7-10: expected sequence 11, got 10",
                        "Store hanok-gangnam at 7-10: order order-3 is placed a second time",
                        ("Store hanok-gangnam: %s is not in the log once and whole, but as [Placed at 7-9, Placed at"
                                        + " 7-10]")
                                .formatted(second.inWords()));
    }

    @Test
    void reordered_events_are_named() {
        Attempt placed = store.place(1, "first");
        Attempt preparing = store.move(orderOf(placed), OrderStatus.PREPARING, "preparing");
        Attempt completed = store.move(orderOf(placed), OrderStatus.COMPLETED, "completed");
        List<LoggedRecord> records = records();
        swap(records, 9, 10);

        assertThat(violationsOf(records))
                .contains(
                        "Store hanok-gangnam at 7-9: expected sequence 10, got 11",
                        "Store hanok-gangnam at 7-10: expected sequence 12, got 10",
                        "Store hanok-gangnam at 7-9: order order-2: expected version 2, got 3",
                        "Store hanok-gangnam at 7-9: order order-2 is PENDING, the event says PREPARING",
                        "Store hanok-gangnam: %s was answered at offset 9 before %s was sent, which stands at offset 9"
                                .formatted(preparing.inWords(), completed.inWords()));
    }

    @Test
    void an_ignored_fence_is_named() {
        Attempt placed = store.place(1, "first");
        TwinStore fenced = store.fork();

        store.move(orderOf(placed), OrderStatus.PREPARING, "by the owner");
        fenced.place(1, "by the fenced");
        store.place(1, "by the owner too");
        fenced.move(orderOf(placed), OrderStatus.COMPLETED, "by the fenced too");

        assertThat(violationsOf(records()))
                .contains(
                        "Store hanok-gangnam at 7-10: expected sequence 11, got 10",
                        "Store hanok-gangnam at 7-10: the hash chain is broken, expected previous hash %s, got %s"
                                .formatted(
                                        hashOf(records().get(9)),
                                        hashOf(records().get(8))),
                        "Store hanok-gangnam at 7-11: order order-4: expected number 3 of 2026-11-20, got 2",
                        "Store hanok-gangnam at 7-12: order order-2: expected version 3, got 2",
                        "Store hanok-gangnam at 7-12: order order-2 is PREPARING, the event says PENDING");
    }

    @Test
    void an_altered_byte_is_named() {
        store.place(1, "first");
        List<LoggedRecord> records = records();
        byte[] altered = altered(records.get(8), "30000", "10000");
        records.set(8, TwinStore.recordAt(records.get(8).position(), altered));

        assertThat(violationsOf(records))
                .contains(
                        "Store hanok-gangnam at 7-8: the bytes have hash %s and carry %s"
                                .formatted(computed(altered), hashOf(records.get(8))),
                        "Store hanok-gangnam at 7-8 cannot be read: HASH_MISMATCH: "
                                + "The value's bytes do not have the hash that they carry");
    }

    /** Whoever alters an event and its hash has to alter all that follow. */
    @Test
    void an_altered_event_with_a_hash_that_fits_is_named_by_the_next() {
        store.place(1, "first");
        store.place(1, "second");
        List<LoggedRecord> records = records();
        byte[] altered = altered(records.get(8), "\"order_number\":1", "\"order_number\":7");
        String fitting = computed(altered);
        System.arraycopy(fitting.getBytes(US_ASCII), 0, altered, altered.length - 66, 64);
        String original = hashOf(records.get(8));
        records.set(8, TwinStore.recordAt(records.get(8).position(), altered));

        assertThat(violationsOf(records))
                .contains("Store hanok-gangnam at 7-9: the hash chain is broken, expected previous hash %s, got %s"
                        .formatted(fitting, original));
    }

    @Test
    void a_store_in_two_partitions_is_named() {
        store.place(1, "first");
        List<LoggedRecord> records = records();
        records.set(8, TwinStore.recordAt(new Position(3, 0), records.get(8).value()));

        assertThat(violationsOf(records))
                .contains("Store hanok-gangnam at 3-0: the event before it is in another partition, at 7-7");
    }

    @Test
    void an_event_under_another_stores_key_is_named() {
        store.place(1, "first");
        List<LoggedRecord> records = records();
        LoggedRecord last = records.removeLast();
        records.add(new LoggedRecord(last.position(), "hanok-hongdae", last.value(), null, "WRONG_KEY"));

        assertThat(violationsOf(records))
                .contains(
                        "Store hanok-hongdae at 7-8: the value is of store 'hanok-gangnam'",
                        "Store hanok-hongdae at 7-8 cannot be read: WRONG_KEY");
    }

    @Test
    void what_is_no_event_at_all_is_named() {
        List<LoggedRecord> records = records();
        records.add(TwinStore.recordAt(new Position(TwinStore.PARTITION, 7), "nonsense".getBytes(UTF_8)));

        assertThat(violationsOf(records))
                .singleElement()
                .asString()
                .startsWith("Store hanok-gangnam at 7-7: the value is not JSON: Unrecognized token 'nonsense'");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void a_random_evening_is_clean_and_no_damage_to_it_goes_unnoticed(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        beBusy(random, 300);

        Report report = HistoryChecker.check(store.history(), store.log());
        assertThat(report.violations()).isEmpty();
        assertThat(report.counts().rejected()).isPositive();
        assertThat(report.counts().replayed()).isPositive();

        for (int i = 0; i < 50; i++) {
            List<LoggedRecord> records = records();
            int place = TwinStore.SEED_EVENTS + random.nextInt(records.size() - TwinStore.SEED_EVENTS - 1);
            String damage = damage(random, records, place);
            assertThat(violationsOf(records)).as(damage).isNotEmpty();
        }
    }

    private void beBusy(RandomGenerator random, int commands) {
        Restaurant restaurant = Restaurant.of(store.state());
        CommandDraw draw = new CommandDraw(random);
        List<Attempt> sent = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            if (!sent.isEmpty() && random.nextInt(20) == 0) {
                Attempt again = sent.get(random.nextInt(sent.size()));
                store.send(again.actor(), again.key(), again.command());
                continue;
            }
            int table = 1 + random.nextInt(3);
            Command command = draw.next(restaurant, Sample.tableId(table));
            boolean byGuests = command instanceof Command.PlaceOrder || command instanceof Command.CancelOrder;
            Attempt attempt = store.send(byGuests ? guestsOf(table) : STAFF, "key-" + i, command);
            if (attempt.outcome() instanceof Outcome.Ok ok) {
                restaurant.hear(command, ok.answer());
            }
            sent.add(attempt);
        }
    }

    private static String damage(RandomGenerator random, List<LoggedRecord> records, int place) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                records.remove(place);
                yield "dropped " + place;
            }
            case 1 -> {
                records.add(moved(records.get(place), records.size()));
                yield "doubled " + place;
            }
            case 2 -> {
                swap(records, place, place + 1);
                yield "swapped " + place + " with the next";
            }
            default -> {
                byte[] value = records.get(place).value().clone();
                int index = random.nextInt(value.length);
                value[index] ^= 1;
                records.set(place, TwinStore.recordAt(records.get(place).position(), value));
                yield "altered byte " + index + " of " + place;
            }
        };
    }

    private static byte[] altered(LoggedRecord record, String from, String to) {
        String text = new String(record.value(), UTF_8);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(UTF_8);
    }

    private static String computed(byte[] value) {
        String text = new String(value, UTF_8);
        int start = text.indexOf("\"prev_hash\":\"") + 13;
        var sha256 = Sha256.begin();
        sha256.update(text.substring(start, start + 64).getBytes(US_ASCII));
        sha256.update(value, 0, value.length - 75);
        return HexFormat.of().formatHex(sha256.digest());
    }
}
