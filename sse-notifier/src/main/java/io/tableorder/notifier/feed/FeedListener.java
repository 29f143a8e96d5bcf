package io.tableorder.notifier.feed;

/**
 * A listener is told that a feed has something new, on the thread that reads the log: it must neither wait nor throw.
 */
@FunctionalInterface
public interface FeedListener {

    void changed(Scope scope);
}
