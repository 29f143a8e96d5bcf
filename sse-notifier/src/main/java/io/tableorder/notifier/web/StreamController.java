package io.tableorder.notifier.web;

import io.tableorder.event.Role;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.Feeds;
import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.stream.Resume;
import io.tableorder.notifier.text.NotifierText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "last_event_id", required = false) @Nullable String lastEventIdInUrl,
            @RequestParam(name = "since", required = false) @Nullable String since,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String storeId = storeFor(caller, named);
        Resume resume = resume(lastEventId, lastEventIdInUrl, since);
        openings.answer(caller, new Scope.Store(storeId), resume, request, response);
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

    /**
     * Finds where to resume. A browser that reconnects sends the header to the URL it began with, so the header is
     * newer.
     */
    static Resume resume(@Nullable String lastEventId, @Nullable String inUrl, @Nullable String since) {
        if (lastEventId != null && !lastEventId.isEmpty()) {
            return new Resume.After(lastEventId);
        }
        if (inUrl != null && !inUrl.isEmpty()) {
            return new Resume.After(inUrl);
        }
        return since == null || since.isEmpty() ? new Resume.Fresh() : new Resume.Since(timeOf(since));
    }

    private static Instant timeOf(String since) {
        try {
            return OffsetDateTime.parse(since).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid("since", NotifierText.NOT_A_TIME);
        }
    }
}
