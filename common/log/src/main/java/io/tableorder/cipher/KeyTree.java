package io.tableorder.cipher;

import io.tableorder.event.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A tree is all keys of one store's parties: each is derived from a seed above it, as Goldreich, Goldwasser and Micali do it.
 * A key is destroyed by keeping, in place of the seed that leads to it, those that lead to all others. So a store without
 * erasures has 32 bytes of keys however many parties it had, and each erasure adds some 1,100.
 *
 * <p>From what is left a destroyed key cannot be found, unless SHA-256 can be inverted. Immutable and thread-safe.
 */
public final class KeyTree {

    static final int ID_BYTES = 8;
    static final int SEED_BYTES = 32;

    /** Some 700 erasures. Its record has to fit into the mebibyte that a broker takes unless told otherwise. */
    static final int MAXIMUM_NODES = 22_000;

    private static final byte LEFT = 0;
    private static final byte RIGHT = 1;
    private static final byte KEY = 2;

    /**
     * A seed and the place that all keys below it have in common.
     *
     * @param depth how many bits of a path lead there
     * @param prefix those bits, as the highest of {@link PartyPath#BITS}; the others are 0
     */
    record Node(int depth, long prefix, byte[] seed) {

        boolean isAbove(PartyPath path) {
            return depth == 0 || (path.bits() ^ prefix) >>> (PartyPath.BITS - depth) == 0;
        }

        private Node child(int bit) {
            long place = (long) bit << (PartyPath.BITS - 1 - depth);
            return new Node(depth + 1, prefix | place, derive(Sha256.begin(), bit == 0 ? LEFT : RIGHT, seed));
        }
    }

    private final String storeId;
    private final byte[] id;
    private final int erasures;
    private final List<Node> nodes;

    /** @param nodes by prefix, none above another */
    KeyTree(String storeId, byte[] id, int erasures, List<Node> nodes) {
        this.storeId = storeId;
        this.id = id.clone();
        this.erasures = erasures;
        this.nodes = List.copyOf(nodes);
    }

    /** Makes a tree of which every key is there. */
    public static KeyTree fresh(String storeId, SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(id);
        random.nextBytes(seed);
        return new KeyTree(storeId, id, 0, List.of(new Node(0, 0, seed)));
    }

    public String storeId() {
        return storeId;
    }

    /** Returns what tells this tree from another that the same store may have had; it is in every text enciphered by it. */
    public TreeId id() {
        return TreeId.of(id);
    }

    byte[] idBytes() {
        return id.clone();
    }

    /** Returns how many keys have been destroyed: of two states of one tree the later has more. */
    public int erasures() {
        return erasures;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Returns whether the party's key is still there. */
    public boolean holds(PartyPath path) {
        return above(path) != null;
    }

    /** Returns whether the tree has no room for another erasure. */
    public boolean isFull() {
        return nodes.size() + PartyPath.BITS > MAXIMUM_NODES;
    }

    /** Returns the party's key; null if it was destroyed. */
    @Nullable
    SecretKey key(PartyPath path) {
        Node node = above(path);
        if (node == null) {
            return null;
        }
        MessageDigest sha256 = Sha256.begin();
        byte[] seed = node.seed();
        for (int level = node.depth(); level < PartyPath.BITS; level++) {
            seed = derive(sha256, path.bit(level) == 0 ? LEFT : RIGHT, seed);
        }
        return new SecretKeySpec(derive(sha256, KEY, seed), "AES");
    }

    /** Returns the tree from which this party's key cannot be found any more; the same if it could not before. */
    public KeyTree without(PartyPath path) {
        Node node = above(path);
        if (node == null) {
            return this;
        }
        List<Node> left = new ArrayList<>(nodes.size() + PartyPath.BITS);
        nodes.stream().filter(each -> !each.equals(node)).forEach(left::add);
        Node on = node;
        while (on.depth() < PartyPath.BITS) {
            int bit = path.bit(on.depth());
            left.add(on.child(1 - bit));
            on = on.child(bit);
        }
        left.sort(Comparator.comparingLong(Node::prefix));
        return new KeyTree(storeId, id, erasures + 1, left);
    }

    /** Returns the seed that leads to the party's key: the last whose prefix is not behind the path, if it is above it. */
    private @Nullable Node above(PartyPath path) {
        int found = Collections.binarySearch(
                nodes, new Node(PartyPath.BITS, path.bits(), id), Comparator.comparingLong(Node::prefix));
        int candidate = found >= 0 ? found : -found - 2;
        return candidate >= 0 && nodes.get(candidate).isAbove(path) ? nodes.get(candidate) : null;
    }

    /** All that is hashed here has one length, so no digest can be gone on with. */
    private static byte[] derive(MessageDigest sha256, byte what, byte[] seed) {
        sha256.update(what);
        return sha256.digest(seed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyTree tree
                && storeId.equals(tree.storeId)
                && Arrays.equals(KeyTreeCodec.write(this), KeyTreeCodec.write(tree));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id) + erasures;
    }

    /** Says nothing of the seeds, whoever logs it. */
    @Override
    public String toString() {
        return "KeyTree[%s of store %s, %d erasures]".formatted(id(), storeId, erasures);
    }
}
