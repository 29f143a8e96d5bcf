package io.tableorder.operability.cipher;

import io.tableorder.board.FreeText;
import io.tableorder.board.FreeTexts;
import io.tableorder.cipher.KeyTree;
import io.tableorder.cipher.KeyTrees;
import io.tableorder.cipher.PartyPath;
import io.tableorder.cipher.TreeId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all stores' texts as this service knows them, and what reads texts with them. A store's first key comes in the
 * transaction of its first text, in another partition, so whoever reads the text may have to wait some milliseconds for it.
 * Thread-safe.
 */
public final class TextKeys implements FreeTexts {

    /** A key that has not come within this is not there: somebody deleted the topic. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** A tree that was waited for in vain is not waited for again so soon: a board may have a hundred texts of it. */
    private static final Duration NOT_AGAIN_WITHIN = Duration.ofSeconds(30);

    /** So many are remembered as missing; each takes some 100 bytes, and there is one for each store and lost topic. */
    private static final int MAXIMUM_MISSING = 10_000;

    private final Duration longestWait;
    private final Map<TreeId, KeyTree> trees = new ConcurrentHashMap<>();
    private final Map<String, TreeId> latest = new ConcurrentHashMap<>();
    private final KeyTrees reading = new KeyTrees(this::awaited);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition learned = lock.newCondition();
    private final Map<TreeId, Long> missing = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TreeId, Long> eldest) {
            return size() > MAXIMUM_MISSING;
        }
    };

    private volatile boolean known;

    public TextKeys() {
        this(LONGEST_WAIT);
    }

    TextKeys(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /** Takes a store's tree. Of one tree the state with the most erasures stays, in whatever order they come. */
    public void learn(KeyTree tree) {
        trees.merge(tree.id(), tree, (held, come) -> come.erasures() >= held.erasures() ? come : held);
        latest.put(tree.storeId(), tree.id());
        lock.lock();
        try {
            missing.remove(tree.id());
            learned.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives a party's key up at once, when the log says that it was destroyed; the tree without it may still be on its way. */
    public void erased(String storeId, String sessionId) {
        TreeId tree = latest.get(storeId);
        if (tree != null) {
            trees.computeIfPresent(tree, (_, held) -> held.without(PartyPath.of(storeId, sessionId)));
        }
    }

    @Override
    public FreeText read(@Nullable String kept) {
        return reading.read(kept);
    }

    /** Says that the topic has been read to its end once. */
    void becomeKnown() {
        known = true;
    }

    boolean isKnown() {
        return known;
    }

    int size() {
        return trees.size();
    }

    private Optional<KeyTree> awaited(TreeId id) {
        KeyTree tree = trees.get(id);
        return Optional.ofNullable(tree == null ? await(id) : tree);
    }

    private @Nullable KeyTree await(TreeId id) {
        lock.lock();
        try {
            Long givenUp = missing.get(id);
            if (givenUp != null && System.nanoTime() - givenUp < NOT_AGAIN_WITHIN.toNanos()) {
                return trees.get(id);
            }
            long left = longestWait.toNanos();
            while (left > 0 && !trees.containsKey(id)) {
                left = learned.awaitNanos(left);
            }
            if (!trees.containsKey(id)) {
                missing.put(id, System.nanoTime());
            }
            return trees.get(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return trees.get(id);
        } finally {
            lock.unlock();
        }
    }
}
