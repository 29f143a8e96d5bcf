package io.tableorder.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tableorder.board.FreeText;
import io.tableorder.event.OrderEvent;
import io.tableorder.event.OrderLine;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.StoreEvent;
import io.tableorder.fixture.Evening;
import io.tableorder.fixture.StoreLog;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextCipherTest {

    private static final String STORE = "hanok";
    private static final String TEXT = "땅콩 알레르기가 있어요 🥜\n꼭 빼 주세요";
    private static final PartyPath PARTY = PartyPath.of(STORE, "s1");

    private final KeyTree tree = KeyTree.fresh(STORE, new SecureRandom());
    private final TextCipher cipher = new TextCipher(new SecureRandom());
    private final KeyTrees reading =
            new KeyTrees(id -> Optional.of(tree).filter(known -> known.id().equals(id)));

    private String enciphered() {
        return cipher.encipher(tree, PARTY, TextField.NOTE, TEXT);
    }

    @Test
    void a_text_comes_back_as_it_was() {
        assertThat(reading.read(enciphered())).isEqualTo(new FreeText(TEXT, false));
        assertThat(KeyTrees.isOf(STORE, "s1", enciphered())).isTrue();
        assertThat(KeyTrees.isOf(STORE, "s2", enciphered())).isFalse();
    }

    @Test
    void the_same_text_is_never_enciphered_alike() {
        assertThat(enciphered()).isNotEqualTo(enciphered()).doesNotContain("땅콩");
    }

    @Test
    void a_text_of_before_says_itself_and_none_is_none() {
        assertThat(reading.read("덜 짜게")).isEqualTo(new FreeText("덜 짜게", false));
        assertThat(reading.read("")).isEqualTo(new FreeText("", false));
        assertThat(reading.read(null)).isEqualTo(new FreeText(null, false));
    }

    @Test
    void a_text_without_its_key_is_erased() {
        KeyTrees left = new KeyTrees(_ -> Optional.of(tree.without(PARTY)));

        assertThat(left.read(enciphered())).isEqualTo(FreeText.ERASED);
        assertThat(new KeyTrees(_ -> Optional.empty()).read(enciphered())).isEqualTo(FreeText.ERASED);
        assertThat(cipher.encipher(tree.without(PARTY), PARTY, TextField.NOTE, TEXT))
                .isNull();
    }

    @Test
    void a_text_cannot_be_passed_off_as_another_partys_stores_or_fields() {
        CipherText text = CipherText.read(enciphered());
        CipherText ofOthers =
                new CipherText(text.tree(), PartyPath.of(STORE, "s2"), text.field(), text.nonce(), text.enciphered());
        CipherText asReason = new CipherText(
                text.tree(), text.path(), TextField.CANCELLATION_REASON.code(), text.nonce(), text.enciphered());
        KeyTree sameKeysOfOther = new KeyTree("other", tree.idBytes(), 0, tree.nodes());

        assertThat(TextCipher.read(tree, text)).isEqualTo(TEXT);
        assertThat(TextCipher.read(tree, ofOthers)).isNull();
        assertThat(TextCipher.read(tree, asReason)).isNull();
        assertThat(TextCipher.read(sameKeysOfOther, text)).isNull();
    }

    @Test
    void an_altered_text_is_none_of_ours_and_no_failure() {
        String kept = enciphered();

        for (int at = 1; at < kept.length(); at += 7) {
            char other = kept.charAt(at) == 'A' ? 'B' : 'A';
            assertThat(reading.read(kept.substring(0, at) + other + kept.substring(at + 1)))
                    .as("altered at %d", at)
                    .isEqualTo(FreeText.ERASED);
        }
        assertThat(reading.read(kept.substring(0, 20))).isEqualTo(FreeText.ERASED);
        assertThat(reading.read("\u0001?")).isEqualTo(FreeText.ERASED);
    }

    @Test
    void every_text_of_an_event_is_replaced_and_nothing_else() {
        OrderLine line = new OrderLine("1", "m", "비빔밥", 9_000, 1, "고추장 빼고");
        OrderLine without = new OrderLine("2", "m", "비빔밥", 9_000, 1, null);
        StoreEvent placed = new OrderEvent.Placed(
                "o", 1, 1, LocalDate.of(2026, 11, 20), "s", "t", 1, List.of(line, without), 18_000);

        assertThat(EventTexts.of(placed)).containsExactly("고추장 빼고");
        assertThat(EventTexts.replaced(placed, (field, text) -> field + ":" + text))
                .isEqualTo(new OrderEvent.Placed(
                        "o",
                        1,
                        1,
                        LocalDate.of(2026, 11, 20),
                        "s",
                        "t",
                        1,
                        List.of(line.noting("NOTE:고추장 빼고"), without),
                        18_000));
    }

    @Test
    void the_platforms_own_reason_is_no_text_of_anybodys() {
        StoreEvent byItself =
                new OrderEvent.Cancelled("o", 2, "t", OrderStatus.PENDING, 0, OrderEvent.Cancelled.SESSION_ENDED);

        assertThat(EventTexts.of(byItself)).isEmpty();
        assertThat(EventTexts.replaced(byItself, (_, _) -> null)).isSameAs(byItself);
    }

    @Test
    void events_without_text_are_left_alone() {
        for (StoreLog.Entry entry : Evening.log().entries()) {
            StoreEvent event = entry.event().event();
            if (EventTexts.of(event).isEmpty()) {
                assertThat(EventTexts.replaced(event, (_, _) -> "?")).isSameAs(event);
            }
        }
    }
}
