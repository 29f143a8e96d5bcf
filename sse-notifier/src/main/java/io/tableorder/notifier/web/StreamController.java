package io.tableorder.notifier.web;

import io.tableorder.event.Role;
import io.tableorder.notifier.feed.FeedProgress;
import io.tableorder.notifier.feed.StoreFeeds;
import io.tableorder.notifier.stream.EndReason;
import io.tableorder.notifier.stream.Resume;
import io.tableorder.notifier.stream.StreamRequest;
import io.tableorder.notifier.stream.Streams;
import io.tableorder.notifier.stream.Streams.Admission;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.error.Wording;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The live board of a store. */
@RestController
class StreamController {

    static final String PATH = "/api/v1/admin/orders/stream";

    private static final Logger log = LoggerFactory.getLogger(StreamController.class);

    /** Time for a screen to be closed, or for dead connections to be noticed. */
    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(5);

    private static final Duration RETRY_WHEN_NOT_NOW = Duration.ofSeconds(2);

    private static final Wording FULL = new Wording(
            "이 매장의 실시간 연결이 최대치에 도달했습니다. 쓰지 않는 화면을 닫고 다시 시도하세요",
            "This store has as many live connections as it may: close a screen that is not used and try again");
    private static final Wording NOT_NOW =
            new Wording("지금은 실시간 주문 현황을 볼 수 없습니다. 곧 다시 시도하세요", "The live board cannot be shown now: try again shortly");
    private static final Wording A_TIME =
            new Wording("2026-01-31T09:00:00Z 형식의 시각이어야 합니다", "Takes a time such as 2026-01-31T09:00:00Z");

    private final Streams streams;
    private final StoreFeeds feeds;
    private final FeedProgress progress;

    StreamController(Streams streams, StoreFeeds feeds, FeedProgress progress) {
        this.streams = streams;
        this.feeds = feeds;
        this.progress = progress;
    }

    /** Holds the request's thread, a virtual one, until the stream ends. */
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
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            describe(response);
            return;
        }
        switch (streams.admit(new StreamRequest(storeId, resume, caller.expiresAt()))) {
            case Admission.Full _ ->
                throw new ProblemException(
                        Problem.of(ErrorCode.RATE_LIMITED, FULL).withRetryAfter(RETRY_WHEN_FULL));
            case Admission.NotNow(var why) -> {
                log.info("No stream for store {} now: {}", storeId, why);
                throw ProblemException.unavailable(NOT_NOW, RETRY_WHEN_NOT_NOW);
            }
            case Admission.Admitted(var stream) -> {
                EndReason _ = stream.run(() -> {
                    describe(response);
                    return response.getOutputStream();
                });
            }
        }
    }

    private static void describe(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Proxies that buffer would hold an order back until more orders come.
        response.setHeader("X-Accel-Buffering", "no");
    }

    private String storeFor(Caller caller, @Nullable String named) {
        String storeId = caller.store(named);
        if (caller.role() == Role.CHAIN_ADMIN && !isOfChain(caller.chainId(), storeId)) {
            throw new ProblemException(ErrorCode.FORBIDDEN);
        }
        return storeId;
    }

    /** Whether a store exists in another chain is nobody's business: both are the same refusal. */
    private boolean isOfChain(String chainId, String storeId) {
        if (!progress.isCaughtUp()) {
            throw ProblemException.unavailable(NOT_NOW, RETRY_WHEN_NOT_NOW);
        }
        return feeds.state(storeId)
                .map(state ->
                        state.profile() != null && state.profile().chainId().equals(chainId))
                .orElse(false);
    }

    /** A browser that reconnects sends the header to the URL it began with, so the header is the newest. */
    private static Resume resume(@Nullable String lastEventId, @Nullable String inUrl, @Nullable String since) {
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
            throw ProblemException.invalid("since", A_TIME);
        }
    }
}
