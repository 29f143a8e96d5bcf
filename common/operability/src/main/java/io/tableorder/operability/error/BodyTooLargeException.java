package io.tableorder.operability.error;

import io.tableorder.operability.text.OperabilityText;
import java.io.IOException;

/** Somebody read a body past the limit. An IOException, for that is what readers of bodies expect. */
final class BodyTooLargeException extends IOException {

    private final int maximumBytes;

    BodyTooLargeException(int maximumBytes) {
        super("The body is longer than " + maximumBytes + " bytes");
        this.maximumBytes = maximumBytes;
    }

    Problem problem() {
        return problem(maximumBytes);
    }

    static Problem problem(int maximumBytes) {
        return Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, OperabilityText.BODY_TOO_LARGE.with(maximumBytes));
    }
}
