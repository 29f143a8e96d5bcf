package io.tableorder.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tableorder.fixture.Evening;
import io.tableorder.fixture.Sample;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyTreeTest {

    private static final String STORE = "hanok-gangnam";

    private final KeyTree fresh = KeyTree.fresh(STORE, new SecureRandom());

    private static PartyPath party(int number) {
        return PartyPath.of(STORE, "session-" + number);
    }

    @Test
    void every_party_has_a_key_of_its_own() {
        List<String> keys = IntStream.range(0, 1_000)
                .mapToObj(number -> Arrays.toString(fresh.key(party(number)).getEncoded()))
                .distinct()
                .toList();

        assertThat(keys).hasSize(1_000);
    }

    @Test
    void a_destroyed_key_is_gone_and_all_others_are_as_they_were() {
        KeyTree left = fresh.without(party(7));

        assertThat(left.holds(party(7))).isFalse();
        assertThat(left.key(party(7))).isNull();
        assertThat(left.erasures()).isEqualTo(1);
        IntStream.range(0, 200)
                .filter(number -> number != 7)
                .forEach(number -> assertThat(left.key(party(number)))
                        .as("party %d", number)
                        .isEqualTo(fresh.key(party(number))));
    }

    @Test
    void no_seed_that_is_left_stands_above_a_destroyed_key() {
        Random random = new Random(93);
        KeyTree left = fresh;
        for (int i = 0; i < 50; i++) {
            left = left.without(new PartyPath(random.nextLong() >>> (Long.SIZE - PartyPath.BITS)));
        }
        KeyTree all = left.without(party(7));

        assertThat(all.nodes()).noneMatch(node -> node.isAbove(party(7)));
        assertThat(all.nodes())
                .noneMatch(node -> fresh.nodes().stream().anyMatch(root -> Arrays.equals(root.seed(), node.seed())));
    }

    @Test
    void neighbours_of_a_destroyed_key_stay_to_the_last_bit() {
        PartyPath path = party(7);
        KeyTree left = fresh.without(path);

        for (int bit = 0; bit < PartyPath.BITS; bit++) {
            PartyPath neighbour = new PartyPath(path.bits() ^ (1L << bit));
            assertThat(left.key(neighbour)).as("bit %d", bit).isEqualTo(fresh.key(neighbour));
        }
    }

    @Test
    void destroying_again_changes_nothing() {
        KeyTree once = fresh.without(party(7));

        assertThat(once.without(party(7))).isSameAs(once);
    }

    @Test
    void it_takes_seven_hundred_erasures_and_its_record_still_fits_a_broker() {
        KeyTree tree = fresh;
        while (!tree.isFull()) {
            tree = tree.without(party(tree.erasures()));
        }

        assertThat(tree.erasures()).isGreaterThan(700);
        assertThat(KeyTreeCodec.write(tree).length).isLessThan(1_000_000);
    }

    @Test
    void a_tree_is_read_back_from_its_record() {
        KeyTree tree = fresh.without(party(1)).without(party(2));

        assertThat(KeyTreeCodec.read(STORE, KeyTreeCodec.write(tree))).isEqualTo(tree);
        assertThat(KeyTreeCodec.record(tree, 3).partition()).isEqualTo(3);
    }

    @Test
    void what_is_no_record_of_keys_is_refused() {
        byte[] record = KeyTreeCodec.write(fresh.without(party(1)));

        assertThatIllegalArgumentException().isThrownBy(() -> KeyTreeCodec.read(STORE, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyTreeCodec.read(STORE, new byte[] {2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyTreeCodec.read(STORE, Arrays.copyOf(record, record.length - 1)));
    }

    @Test
    void it_does_not_tell_its_seeds() {
        assertThat(fresh.toString()).isEqualTo("KeyTree[%s of store %s, 0 erasures]".formatted(fresh.id(), STORE));
    }

    /** What was enciphered once stays readable, as long as its key is there. */
    @Test
    void a_frozen_text_is_read_by_frozen_keys() {
        byte[] seed = new byte[KeyTree.SEED_BYTES];
        IntStream.range(0, seed.length).forEach(index -> seed[index] = (byte) index);
        byte[] id = {1, 2, 3, 4, 5, 6, 7, 8};
        KeyTree frozen = new KeyTree(Sample.STORE, id, 0, List.of(new KeyTree.Node(0, 0, seed)));
        KeyTree erased = frozen.without(PartyPath.of(Sample.STORE, Evening.WRITERS));

        assertThat(new KeyTrees(_ -> Optional.of(frozen))
                        .read(Evening.ENCIPHERED_NOTE)
                        .text())
                .isEqualTo("땅콩 빼 주세요");
        assertThat(new KeyTrees(_ -> Optional.of(erased))
                        .read(Evening.ENCIPHERED_NOTE)
                        .erased())
                .isTrue();
    }
}
