package io.tableorder.notifier.web;

import io.tableorder.event.Role;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Feeds;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the live board of a store. */
@RestController
class StreamController {

    static final String PATH = "/api/v1/admin/orders/stream";

    private final StreamOpenings openings;
    private final Feeds feeds;
    private final FeedProgress progress;

    StreamController(StreamOpenings openings, Feeds feeds, FeedProgress progress) {
        this.openings = openings;
        this.feeds = feeds;
        this.progress = progress;
    }

    /** Sends the answer's head; what follows is written by the stream's loop, and the request is over. */
    @GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String named,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String storeId = storeFor(caller, named);
        openings.answer(
                caller, new Scope.Store(storeId), ResumePoint.of(request).resume(), request, response);
    }

    private String storeFor(Caller caller, @Nullable String named) {
        String storeId = caller.store(named);
        if (caller.role() == Role.CHAIN_ADMIN && !isOfChain(caller.chainId(), storeId)) {
            throw new ProblemException(ErrorCode.FORBIDDEN);
        }
        return storeId;
    }

    /** Returns false also of a store that does not exist: whether it does in another chain is nobody's business. */
    private boolean isOfChain(String chainId, String storeId) {
        if (!progress.isCaughtUp()) {
            throw StreamOpenings.notNow();
        }
        return feeds.state(storeId)
                .map(state ->
                        state.profile() != null && state.profile().chainId().equals(chainId))
                .orElse(false);
    }
}
