package io.tableorder.operability.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tableorder.board.FreeText;
import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.PartyPath;
import io.tableorder.cipher.TextCipher;
import io.tableorder.cipher.TextField;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TextKeysTest {

    private static final String STORE = "hanok";
    private static final PartyPath PARTY = PartyPath.of(STORE, "s1");

    private final KeyTree tree = KeyTree.fresh(STORE, new SecureRandom());
    private final String kept = Objects.requireNonNull(
            new TextCipher(new SecureRandom()).encipher(tree, PARTY, TextField.NOTE, "땅콩 빼 주세요"));

    @Test
    void a_text_is_read_with_the_key_that_is_known() {
        TextKeys keys = new TextKeys();
        keys.learn(tree);

        assertThat(keys.read(kept)).isEqualTo(FreeText.of("땅콩 빼 주세요"));
    }

    @Test
    void a_key_that_comes_behind_its_text_is_waited_for() {
        TextKeys keys = new TextKeys(Duration.ofSeconds(20));

        CompletableFuture<FreeText> read = CompletableFuture.supplyAsync(() -> keys.read(kept));
        keys.learn(tree);

        assertThat(read.join()).isEqualTo(FreeText.of("땅콩 빼 주세요"));
    }

    @Test
    void a_key_that_does_not_come_is_waited_for_once_and_read_when_it_does() {
        TextKeys keys = new TextKeys(Duration.ofMillis(50));

        assertThat(keys.read(kept)).isEqualTo(FreeText.ERASED);
        long started = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(keys.read(kept)).isEqualTo(FreeText.ERASED);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        keys.learn(tree);
        assertThat(keys.read(kept)).isEqualTo(FreeText.of("땅콩 빼 주세요"));
    }

    @Test
    void a_destroyed_key_does_not_come_back_with_a_record_of_before() {
        TextKeys keys = new TextKeys();
        keys.learn(tree.without(PARTY));
        keys.learn(tree);

        assertThat(keys.read(kept)).isEqualTo(FreeText.ERASED);
    }

    @Test
    void an_erasure_that_the_log_tells_of_holds_before_its_keys_arrive() {
        TextKeys keys = new TextKeys();
        keys.learn(tree);

        keys.erased(STORE, "s1");

        assertThat(keys.read(kept)).isEqualTo(FreeText.ERASED);
        keys.learn(tree);
        assertThat(keys.read(kept)).isEqualTo(FreeText.ERASED);
    }

    @Test
    void an_erasure_in_a_store_without_keys_is_none() {
        assertThatNoException().isThrownBy(() -> new TextKeys().erased("elsewhere", "s1"));
    }
}
