package io.tableorder.api.web;

import io.tableorder.api.writer.WriterUnavailableException;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.Problem;
import io.tableorder.operability.error.ProblemMapper;
import io.tableorder.operability.error.Wording;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class WriterProblems implements ProblemMapper {

    @Override
    public @Nullable Problem map(Throwable failure) {
        return failure instanceof WriterUnavailableException unavailable
                ? Problem.of(ErrorCode.SERVICE_UNAVAILABLE, wording(unavailable.reason()))
                        .withRetryAfter(unavailable.retryAfter())
                : null;
    }

    private static Wording wording(WriterUnavailableException.Reason reason) {
        return switch (reason) {
            case QUEUE_FULL ->
                new Wording("요청이 몰려 있습니다. 잠시 후 다시 시도하세요", "More requests wait than can be taken: try again shortly");
            case NOT_OWNED ->
                new Wording("매장의 처리 담당이 바뀌는 중입니다. 잠시 후 다시 시도하세요", "The store is changing hands: try again shortly");
            case STORE_HELD_BACK ->
                new Wording(
                        "이 매장의 처리가 멈춰 있어 운영자의 확인이 필요합니다", "This store is held back until an operator has looked at it");
            case VERSION_SKEW ->
                new Wording(
                        "시스템을 업데이트하는 중입니다. 같은 Idempotency-Key로 잠시 후 다시 시도하세요",
                        "An upgrade is under way: try again shortly with the same Idempotency-Key");
            case TIMED_OUT ->
                new Wording(
                        "처리 결과를 제때 확인하지 못했습니다. 같은 Idempotency-Key로 다시 시도하세요",
                        "The outcome was not known in time: try again with the same Idempotency-Key");
        };
    }
}
