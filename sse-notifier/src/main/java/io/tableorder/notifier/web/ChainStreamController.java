package io.tableorder.notifier.web;

import io.tableorder.notifier.feed.Scope;
import io.tableorder.notifier.text.NotifierText;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the live boards of all stores of a chain in one stream. */
@RestController
class ChainStreamController {

    static final String PATH = "/api/v1/chain/orders/stream";

    private final StreamOpenings openings;

    ChainStreamController(StreamOpenings openings) {
        this.openings = openings;
    }

    /** Sends the answer's head; what follows is written by the stream's loop, and the request is over. */
    @GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ResumePoint point = ResumePoint.of(request);
        if (point.since() != null) {
            throw ProblemException.invalid("since", NotifierText.NO_TIME_OF_A_CHAIN);
        }
        openings.answer(caller, new Scope.Chain(caller.chainId()), point.resume(), request, response);
    }
}
