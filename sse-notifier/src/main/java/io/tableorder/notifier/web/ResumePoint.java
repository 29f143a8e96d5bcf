package io.tableorder.notifier.web;

import io.tableorder.notifier.stream.Resume;
import io.tableorder.notifier.text.NotifierText;
import io.tableorder.operability.error.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A request says with this where its stream resumes. What is empty counts as absent. */
record ResumePoint(@Nullable String lastEventId, @Nullable String since) {

    /** Reads the header first: a browser that reconnects sends it to the URL it began with, so the header is newer. */
    static ResumePoint of(HttpServletRequest request) {
        String inHeader = text(request.getHeader("Last-Event-ID"));
        String lastEventId = inHeader == null ? text(request.getParameter("last_event_id")) : inHeader;
        return new ResumePoint(lastEventId, text(request.getParameter("since")));
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isEmpty() ? null : given;
    }

    /** @throws ProblemException 400 if the time is none */
    Resume resume() {
        if (lastEventId != null) {
            return new Resume.After(lastEventId);
        }
        return since == null ? new Resume.Fresh() : resumeSince(since);
    }

    private static Resume resumeSince(String since) {
        try {
            return new Resume.Since(OffsetDateTime.parse(since).toInstant());
        } catch (DateTimeException e) {
            throw ProblemException.invalid("since", NotifierText.NOT_A_TIME);
        }
    }
}
