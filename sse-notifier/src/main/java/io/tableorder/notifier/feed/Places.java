package io.tableorder.notifier.feed;

/** The places count how many streams follow a feed. Thread-safe. */
final class Places {

    private int taken;

    /** Returns false when so many are taken already. */
    synchronized boolean take(int maximum) {
        if (taken >= maximum) {
            return false;
        }
        taken++;
        return true;
    }

    synchronized void giveBack() {
        taken--;
    }
}
