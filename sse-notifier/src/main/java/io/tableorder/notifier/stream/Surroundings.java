package io.tableorder.notifier.stream;

import io.tableorder.board.FreeTexts;
import io.tableorder.identity.ClientPositions;
import io.tableorder.notifier.feed.EventHistory;
import io.tableorder.notifier.feed.FeedProgress;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The surroundings are what every stream needs besides its feed. */
record Surroundings(
        EventHistory history,
        FeedProgress progress,
        StreamSettings settings,
        StreamMetrics metrics,
        Set<BoardStream> open,
        AccountShares shares,
        ClientPositions positions,
        FreeTexts texts) {

    private static final Logger log = LoggerFactory.getLogger(Surroundings.class);

    Retry retry() {
        return Retry.among(open.size());
    }

    void ended(BoardStream stream, EndReason reason) {
        if (open.remove(stream)) {
            shares.giveBack(stream.scope(), stream.account());
        }
        metrics.ended(reason);
        log.atDebug()
                .addKeyValue("feed", stream.scope())
                .addKeyValue("reason", reason.label())
                .log("Stream ended");
    }
}
