package io.tableorder.notifier.web;

import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.stream.BoardStream;
import io.tableorder.notifier.stream.Resume;
import io.tableorder.notifier.stream.StreamRequest;
import io.tableorder.notifier.stream.Streams;
import io.tableorder.notifier.stream.Streams.Admission;
import io.tableorder.notifier.text.NotifierText;
import io.tableorder.operability.access.AccessEnds;
import io.tableorder.operability.access.AccessWatch;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** Answers requests for streams: with the head of one, whose rest is written later, or with why there is none. */
final class StreamOpenings {

    private static final Logger log = LoggerFactory.getLogger(StreamOpenings.class);

    /**
     * A client of a full store comes again after so long: time for a screen to be closed or a dead one to be noticed.
     */
    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(5);

    /** The time is spread, so that those refused in one second do not all come in the same one again. */
    private static final int RETRY_WHEN_NOT_NOW_MINIMUM_SECONDS = 2;

    private static final int RETRY_WHEN_NOT_NOW_MAXIMUM_SECONDS = 8;

    /** The seconds after which a silent stream sends a ping; a screen that hears nothing for longer connects again. */
    private static final String HEARTBEAT_INTERVAL = "X-Heartbeat-Interval";

    private final Streams streams;
    private final AccessEnds ends;
    private final String heartbeatSeconds;

    StreamOpenings(Streams streams, AccessEnds ends, Duration heartbeat) {
        this.streams = streams;
        this.ends = ends;
        this.heartbeatSeconds = Long.toString(heartbeat.toSeconds());
    }

    void answer(Caller caller, Scope scope, Resume resume, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            describe(response);
            return;
        }
        AccessWatch access = ends.watch(caller.bearer(), caller.login());
        switch (streams.admit(new StreamRequest(caller.subject(), scope, resume, caller.expiresAt(), access))) {
            case Admission.Full _ ->
                throw new ProblemException(Problem.of(ErrorCode.RATE_LIMITED, NotifierText.STREAMS_FULL)
                        .withRetryAfter(RETRY_WHEN_FULL));
            case Admission.NotNow(var why) -> {
                log.info("No stream of {} now: {}", scope, why);
                throw notNow();
            }
            case Admission.Admitted(var stream) -> {
                describe(response);
                handOver(request, response, stream);
            }
        }
    }

    static ProblemException notNow() {
        int seconds = ThreadLocalRandom.current()
                .nextInt(RETRY_WHEN_NOT_NOW_MINIMUM_SECONDS, RETRY_WHEN_NOT_NOW_MAXIMUM_SECONDS);
        return ProblemException.unavailable(NotifierText.BOARD_AWAY, Duration.ofSeconds(seconds));
    }

    private static void handOver(HttpServletRequest request, HttpServletResponse response, BoardStream stream)
            throws IOException {
        try {
            StreamConnection.handOver(request, response, stream);
        } catch (IOException | RuntimeException failed) {
            stream.gone();
            throw failed;
        }
    }

    private void describe(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Proxies that buffer would hold an order back until more orders come.
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader(HEARTBEAT_INTERVAL, heartbeatSeconds);
    }
}
