package io.tableorder.hold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.event.OperatorEvent.RecordSkipped;
import io.tableorder.event.Position;
import io.tableorder.event.StoreEvent;
import io.tableorder.event.StoreLifecycleEvent.IntakePaused;
import io.tableorder.event.StoreLifecycleEvent.IntakeResumed;
import io.tableorder.event.StoreLifecycleEvent.Opened;
import io.tableorder.event.StoreLifecycleEvent.Renamed;
import io.tableorder.fixture.Sample;
import io.tableorder.hold.HeldStore.Step;
import io.tableorder.store.Head;
import io.tableorder.store.ImpossibleEventException;
import io.tableorder.store.StoreState;
import io.tableorder.wire.DraftEvent;
import io.tableorder.wire.EncodedEvent;
import io.tableorder.wire.EventCodec;
import io.tableorder.wire.HashChainLink;
import io.tableorder.wire.SealedText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldStoreTest {

    private static final String STORE = "hanok";
    private static final Instant EVENING = Instant.parse("2026-11-20T09:00:00Z");
    private static final EventCodec CODEC = new EventCodec();

    /** Holds what stands in the log, and a fold of it as a service makes it. */
    private final List<byte[]> log = new ArrayList<>();

    private final Fold fold = new Fold();

    /** Folds record by record, as every service does. */
    private static final class Fold {

        StoreState state = StoreState.unopened(STORE);
        HeldStore held;

        void read(byte[] value, long offset) {
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>("order-events", 0, offset, STORE.getBytes(UTF_8), value);
            StoreRecord read = StoreRecord.read(STORE, record, CODEC);
            if (held != null) {
                switch (held.next(read)) {
                    case Step.Held(HeldStore store, var _) -> held = store;
                    case Step.Released(StoreState released, var _) -> {
                        held = null;
                        state = released;
                    }
                }
                return;
            }
            if (read instanceof StoreRecord.Whole(var event)) {
                if (state.head().isBeyond(event)) {
                    return;
                }
                try {
                    state = state.evolve(event);
                } catch (ImpossibleEventException e) {
                    held = HeldStore.by(read, state, String.valueOf(e.getMessage()));
                }
            } else {
                held = HeldStore.by(read, state, "unreadable");
            }
        }

        Head end() {
            return held == null ? state.head() : held.end();
        }
    }

    private void stands(byte[] value) {
        log.add(value);
        fold.read(value, log.size() - 1);
    }

    private byte[] following(Head head, StoreEvent event) {
        EncodedEvent encoded = CODEC.encode(new DraftEvent(
                "e-" + log.size(),
                STORE,
                head.sequence() + 1,
                EVENING,
                Sample.command("c-" + log.size()),
                event,
                head.hash()));
        return encoded.toRecord(0).value();
    }

    private void happens(StoreEvent event) {
        stands(following(fold.end(), event));
    }

    private void isSkipped() {
        StoreRecord cause = fold.held.cause();
        happens(new RecordSkipped(cause.position().toString(), cause.hash(), "a stranger's"));
    }

    private static Opened opened() {
        return new Opened("chain", "한옥", ZoneId.of("Asia/Seoul"), "KRW");
    }

    private static byte[] garbage(String text) {
        return text.getBytes(UTF_8);
    }

    /** Returns a whole event of a type that this version does not know. */
    private static byte[] ofLaterType(byte[] event) {
        String text = new String(event, UTF_8).replace("store.renamed.v1", "store.painted.v1");
        String body = text.substring(0, text.lastIndexOf(",\"hash\":\""));
        HashChainLink stated = HashChainLink.read(event, STORE).orElseThrow();
        return SealedText.of(stated.previousHash(), body);
    }

    private Fold rebuilt() {
        Fold rebuilt = new Fold();
        for (int offset = 0; offset < log.size(); offset++) {
            rebuilt.read(log.get(offset), offset);
        }
        return rebuilt;
    }

    private String name() {
        return Objects.requireNonNull(fold.state.profile()).storeName();
    }

    @Test
    void garbage_holds_a_store_back_until_a_decision_about_it_is_read() {
        happens(opened());
        stands(garbage("garbage"));
        assertThat(fold.held).isNotNull();

        isSkipped();

        assertThat(fold.held).isNull();
        assertThat(fold.state.head().sequence()).isEqualTo(2);
        happens(new Renamed("본점"));
        assertThat(name()).isEqualTo("본점");
        assertThat(rebuilt().state).isEqualTo(fold.state);
    }

    @Test
    void a_decision_about_another_record_lets_nothing_go() {
        happens(opened());
        stands(garbage("garbage"));

        happens(new RecordSkipped("0-1", "0".repeat(64), "wrong"));

        assertThat(fold.held).isNotNull();
        assertThat(fold.held.waitingDecisions()).hasSize(1);
        isSkipped();
        assertThat(fold.held).isNull();
        assertThat(fold.state.head().sequence()).isEqualTo(3);
    }

    @Test
    void what_stands_behind_the_record_is_folded_in_order_when_it_is_left_out() {
        happens(opened());
        byte[] first = following(fold.end(), new Renamed("본점"));
        stands(garbage("garbage"));
        stands(first);
        happens(new IntakePaused("break"));

        isSkipped();

        assertThat(fold.held).isNull();
        assertThat(name()).isEqualTo("본점");
        assertThat(fold.state.profile().intakePaused()).isTrue();
        assertThat(rebuilt().state).isEqualTo(fold.state);
    }

    @Test
    void several_records_are_decided_about_one_after_the_other() {
        happens(opened());
        stands(garbage("one"));
        stands(garbage("two"));
        stands(garbage("two"));

        isSkipped();
        assertThat(fold.held.cause().position()).isEqualTo(new Position(0, 2));
        isSkipped();

        assertThat(fold.held).as("the third has the bytes of the second").isNull();
        assertThat(fold.state.head().sequence()).isEqualTo(3);
        assertThat(rebuilt().state).isEqualTo(fold.state);
    }

    @Test
    void an_event_of_a_later_type_stays_a_link_of_the_chain_when_it_is_left_out() {
        happens(opened());
        byte[] later = ofLaterType(following(fold.end(), new Renamed("본점")));
        stands(later);
        happens(new IntakePaused("break"));

        isSkipped();

        assertThat(fold.held).isNull();
        assertThat(fold.state.head().sequence()).isEqualTo(4);
        assertThat(name()).isEqualTo("한옥");
        assertThat(fold.state.profile().intakePaused()).isTrue();
        assertThat(rebuilt().state).isEqualTo(fold.state);
    }

    @Test
    void behind_a_gap_the_chain_goes_on_once_the_event_there_is_left_out() {
        happens(opened());
        Head missing = new Head(2, EVENING, "1".repeat(64), null);
        byte[] first = following(missing, new Renamed("본점"));
        stands(first);
        HashChainLink link = HashChainLink.read(first, STORE).orElseThrow();
        stands(following(new Head(link.sequence(), EVENING, link.hash(), null), new IntakePaused("break")));

        isSkipped();

        assertThat(fold.held).isNull();
        assertThat(fold.state.profile().intakePaused()).isTrue();
        assertThat(fold.state.head().sequence()).isEqualTo(5);
        assertThat(rebuilt().state).isEqualTo(fold.state);
    }

    @Test
    void a_store_can_be_opened_under_a_key_that_held_garbage() {
        stands(garbage("garbage"));
        isSkipped();

        happens(opened());

        assertThat(fold.held).isNull();
        assertThat(name()).isEqualTo("한옥");
        assertThat(rebuilt().state).isEqualTo(fold.state);
    }

    @Test
    void a_stranger_in_a_loop_is_left_out_by_one_decision() {
        happens(opened());
        for (int record = 0; record <= HeldStore.MAXIMUM_BEHIND + 1; record++) {
            stands(garbage("garbage"));
        }

        isSkipped();

        assertThat(fold.held).isNull();
        assertThat(rebuilt().state).isEqualTo(fold.state);
    }

    @Test
    void a_flood_behind_the_record_is_not_kept_and_then_no_decision_is_followed() {
        happens(opened());
        for (int record = 0; record <= HeldStore.MAXIMUM_BEHIND + 1; record++) {
            stands(garbage("garbage " + record));
        }

        assertThat(fold.held.isOverfull()).isTrue();
        assertThat(fold.held.behindCount()).isZero();
        isSkipped();
        assertThat(fold.held).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void a_rebuild_comes_to_the_state_of_whoever_followed_live(long seed) {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
        happens(opened());
        for (int turn = 0; turn < 300; turn++) {
            switch (random.nextInt(8)) {
                case 0 -> stands(garbage("garbage " + random.nextInt(3)));
                case 1 -> stands(log.get(random.nextInt(log.size())));
                case 2 -> stands(ofLaterType(following(fold.end(), new Renamed("x" + turn))));
                case 3 ->
                    stands(following(new Head(random.nextInt(9), EVENING, "2".repeat(64), null), new Renamed("no")));
                default -> {
                    if (fold.held == null) {
                        happens(random.nextBoolean() ? new Renamed("name " + turn) : new IntakeResumed());
                    } else {
                        isSkipped();
                    }
                }
            }
        }
        while (fold.held != null) {
            isSkipped();
        }

        assertThat(rebuilt().held).isNull();
        assertThat(rebuilt().state).isEqualTo(fold.state);
    }
}
