package io.tableorder.api.web;

import io.tableorder.api.text.ApiText;
import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemMapper;
import io.tableorder.operability.text.Wording;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class WriterProblems implements ProblemMapper {

    @Override
    public @Nullable Problem map(Throwable failure) {
        return failure instanceof WriterUnavailableException unavailable ? of(unavailable) : null;
    }

    Problem of(WriterUnavailableException unavailable) {
        return Problem.of(ErrorCode.SERVICE_UNAVAILABLE, wording(unavailable.reason()))
                .withRetryAfter(unavailable.retryAfter());
    }

    private static Wording wording(WriterUnavailableException.Reason reason) {
        return switch (reason) {
            case QUEUE_FULL -> ApiText.WRITER_QUEUE_FULL;
            case NOT_OWNED -> ApiText.WRITER_NOT_OWNED;
            case STORE_HELD_BACK -> ApiText.WRITER_STORE_HELD_BACK;
            case VERSION_SKEW -> ApiText.WRITER_VERSION_SKEW;
            case TIMED_OUT -> ApiText.WRITER_TIMED_OUT;
        };
    }
}
