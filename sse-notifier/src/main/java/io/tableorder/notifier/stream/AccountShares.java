package io.tableorder.notifier.stream;

import io.tableorder.notifier.feed.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the streams that each account has of a feed, so that one account never takes all that a feed may have. */
final class AccountShares {

    /** A quarter of a feed's streams is for everybody else. */
    private static final int OTHERS_PART = 4;

    private record Share(Scope scope, String account) {}

    private final int maximum;

    /** One for each account that has a stream, so no more than there are streams. */
    private final Map<Share, Integer> taken = new ConcurrentHashMap<>();

    /** @param ofFeed so many streams may a feed have */
    AccountShares(int ofFeed) {
        this.maximum = ofFeed - ofFeed / OTHERS_PART;
    }

    /** Returns false if the account has as many of this feed as it may. */
    boolean take(Scope scope, String account) {
        boolean[] isTaken = {false};
        taken.compute(new Share(scope, account), (_, number) -> {
            int before = number == null ? 0 : number;
            isTaken[0] = before < maximum;
            return isTaken[0] ? before + 1 : before;
        });
        return isTaken[0];
    }

    void giveBack(Scope scope, String account) {
        taken.computeIfPresent(new Share(scope, account), (_, number) -> number == 1 ? null : number - 1);
    }
}
