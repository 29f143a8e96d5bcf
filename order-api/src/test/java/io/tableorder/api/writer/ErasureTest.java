package io.tableorder.api.writer;

import static io.tableorder.api.writer.TestCommands.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tableorder.api.writer.CommandOutcome.Done;
import io.tableorder.api.writer.CommandOutcome.Refused;
import io.tableorder.api.writer.CommandOutcome.Unchanged;
import io.tableorder.board.FreeText;
import io.tableorder.cipher.EventTexts;
import io.tableorder.cipher.KeyTrees;
import io.tableorder.decide.OperatorCommand.EraseText;
import io.tableorder.decide.OrderCommand;
import io.tableorder.decide.Rejection;
import io.tableorder.decide.TableCommand;
import io.tableorder.event.OperatorEvent;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.RecordedEvent;
import io.tableorder.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What parties write is in the log under keys that can be destroyed one by one. */
class ErasureTest extends OnePartition {

    private final KeyTrees reading = new KeyTrees(id -> Optional.ofNullable(known.get(id)));

    @BeforeEach
    void setUp() {
        tenure();
        TestCommands.setUp("hanok").forEach(this::submit);
    }

    private void orders(String order, String session, String note) {
        assertThat(submit(request(
                        "place-" + order,
                        new OrderCommand.PlaceOrder(
                                order, session, "t1", List.of(new OrderCommand.Line("bibimbap", 1, note))))))
                .isInstanceOf(Done.class);
    }

    private void leaves(String session) {
        assertThat(submit(request("end-" + session, TableCommand.EndSession.completingAll("t1"))))
                .isInstanceOf(Done.class);
    }

    private CommandOutcome erase(String session, String command) {
        return submit(request(command, new EraseText(session, "손님 요청")));
    }

    /** Returns the only text of an order's first event, as the log has it. */
    private String kept(String order) {
        return log.visible(PARTITION).stream()
                .map(RecordedEvent::event)
                .filter(event -> event instanceof OrderEvent.Placed placed
                        && placed.orderId().equals(order))
                .flatMap(event -> EventTexts.of(event).stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_log_has_a_note_only_in_cipher_and_its_key_beside_it() {
        orders("o1", "s1", "땅콩 빼 주세요");

        assertThat(kept("o1")).doesNotContain("땅콩");
        assertThat(reading.read(kept("o1"))).isEqualTo(FreeText.of("땅콩 빼 주세요"));
        assertThat(log.keys(PARTITION)).hasSize(1);
    }

    @Test
    void an_order_without_a_note_makes_no_key() {
        orders("o1", "s1", null);

        assertThat(log.keys(PARTITION)).isEmpty();
        assertThat(log.visible(PARTITION).getLast().event())
                .isInstanceOfSatisfying(
                        OrderEvent.Placed.class,
                        placed -> assertThat(placed.items().getFirst().note()).isNull());
    }

    @Test
    void a_reason_is_enciphered_for_the_party_whose_order_it_is_about() {
        orders("o1", "s1", null);
        submit(request("cancel", new OrderCommand.CancelOrder("o1", null, "김 선생님 부탁", null)));

        String reason = EventTexts.of(log.visible(PARTITION).getLast().event()).getFirst();
        assertThat(KeyTrees.isOf("hanok", "s1", reason)).isTrue();
        assertThat(reading.read(reason)).isEqualTo(FreeText.of("김 선생님 부탁"));
    }

    @Test
    void an_erasure_takes_one_partys_texts_and_says_so_in_the_log() {
        orders("o1", "s1", "땅콩 빼 주세요");
        leaves("s1");
        orders("o2", "s2", "덜 맵게");
        leaves("s2");

        assertThat(erase("s1", "erase-s1")).isInstanceOf(Done.class);

        assertThat(reading.read(kept("o1"))).isEqualTo(FreeText.ERASED);
        assertThat(reading.read(kept("o2"))).isEqualTo(FreeText.of("덜 맵게"));
        assertThat(log.visible(PARTITION).getLast().event()).isEqualTo(new OperatorEvent.TextErased("s1", "손님 요청"));
    }

    @Test
    void erasing_again_changes_nothing() {
        orders("o1", "s1", "땅콩 빼 주세요");
        leaves("s1");
        erase("s1", "erase-s1");
        int events = log.visible(PARTITION).size();

        assertThat(erase("s1", "erase-s1"))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.replayed()).isTrue());
        assertThat(erase("s1", "once more")).isInstanceOf(Unchanged.class);
        assertThat(log.visible(PARTITION)).hasSize(events);
    }

    @Test
    void a_party_that_is_still_here_is_not_erased() {
        orders("o1", "s1", "땅콩 빼 주세요");

        assertThat(erase("s1", "erase-s1")).isEqualTo(new Refused(new Rejection.SessionStillOpen("s1")));
        assertThat(reading.read(kept("o1"))).isEqualTo(FreeText.of("땅콩 빼 주세요"));
    }

    @Test
    void where_nothing_was_ever_written_there_is_nothing_to_erase() {
        assertThat(erase("s1", "erase-s1")).isInstanceOf(Unchanged.class);
    }

    @Test
    void the_next_tenure_goes_on_with_the_keys_that_are_left() {
        orders("o1", "s1", "땅콩 빼 주세요");
        leaves("s1");
        erase("s1", "erase-s1");

        tenure();
        orders("o2", "s2", "덜 맵게");

        assertThat(reading.read(kept("o2"))).isEqualTo(FreeText.of("덜 맵게"));
        assertThat(reading.read(kept("o1"))).isEqualTo(FreeText.ERASED);
        assertThat(erase("s1", "once more")).isInstanceOf(Unchanged.class);
    }

    @Test
    void keys_of_a_commit_that_failed_are_made_anew() {
        log.failNext(InMemoryLog.Fault.LOST_BEFORE_COMMIT);
        var placed = send(request(
                "place-o1",
                new OrderCommand.PlaceOrder(
                        "o1", "s1", "t1", List.of(new OrderCommand.Line("bibimbap", 1, "땅콩 빼 주세요")))));
        await().until(() -> !writer.isInTenure());
        tenure();

        assertThat(placed.join()).isInstanceOf(Done.class);
        assertThat(reading.read(kept("o1"))).isEqualTo(FreeText.of("땅콩 빼 주세요"));
    }

    /** A broker compacts only what something stands behind, and a quiet store writes nothing for days. */
    @Test
    void a_superseded_key_is_pushed_out_of_the_open_segment_when_its_time_has_come() {
        orders("o1", "s1", "땅콩 빼 주세요");
        leaves("s1");
        erase("s1", "erase-s1");
        int records = log.keys(PARTITION).size();

        clock.moveOn(Topics.TEXT_KEYS_SEGMENT.plus(Duration.ofMinutes(2)));

        await().until(() -> log.keys(PARTITION).size() == records + 1);
        assertThat(log.keys(PARTITION).getLast().key()).isEmpty();
    }
}
