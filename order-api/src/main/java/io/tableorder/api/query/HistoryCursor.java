package io.tableorder.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** A cursor says where a page of history ended. Sessions that end meanwhile do not shift the next page. */
record HistoryCursor(Instant startedAt, String sessionId) {

    static HistoryCursor behind(SessionEntity session) {
        return new HistoryCursor(session.startedAt(), session.sessionId());
    }

    /** @throws ProblemException 400 for anything but an earlier {@link #toString} */
    static HistoryCursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int space = plain.indexOf(' ');
            if (space > 0) {
                return new HistoryCursor(
                        Times.storable(Instant.parse(plain.substring(0, space))), plain.substring(space + 1));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Answered below.
        }
        throw ProblemException.invalid("cursor", ApiText.CURSOR_MALFORMED);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((startedAt + " " + sessionId).getBytes(UTF_8));
    }
}
