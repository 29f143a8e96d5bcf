package io.tableorder.projector.metrics;

import io.tableorder.board.FreeText;
import io.tableorder.event.Actor;
import io.tableorder.event.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Kinds of reasons, few enough for a metric's label. Staff write a reason as they like, so this is a trend and no truth;
 * the words themselves are in the journal.
 */
enum CancellationReason {
    /** This is the table itself, before anybody began. */
    GUEST(List.of()),
    SOLD_OUT(List.of("품절", "재료", "소진", "sold out", "out of stock")),
    GUEST_REQUEST(List.of("손님", "고객", "변심", "guest", "customer")),
    MISTAKE(List.of("실수", "오류", "중복", "잘못", "mistake", "wrong", "duplicate", "error")),
    OTHER(List.of()),
    NONE(List.of());

    private final List<String> words;

    CancellationReason(List<String> words) {
        this.words = words;
    }

    /** @param reason as somebody wrote it */
    static CancellationReason of(Actor actor, FreeText reason) {
        if (actor.role() == Role.TABLE) {
            return GUEST;
        }
        String written = reason.text();
        if (written == null || written.isBlank()) {
            return reason.erased() ? OTHER : NONE;
        }
        String text = written.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.words.stream().anyMatch(text::contains))
                .findFirst()
                .orElse(OTHER);
    }
}
