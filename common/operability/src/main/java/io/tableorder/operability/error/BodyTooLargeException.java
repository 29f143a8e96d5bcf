package io.tableorder.operability.error;

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
        return Problem.of(
                ErrorCode.PAYLOAD_TOO_LARGE,
                new Wording("요청 본문은 %d바이트를 넘을 수 없습니다", "A request body takes at most %d bytes").with(maximumBytes));
    }
}
