package io.tableorder.api.web;

import io.tableorder.api.query.StoreView;
import io.tableorder.api.writer.CommandOutcome.Accepted;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** A store as an answer: as it was right after the change, with its version as ETag. */
@Component
final class StoreAnswers {

    private final InstantSource clock;

    StoreAnswers(InstantSource clock) {
        this.clock = clock;
    }

    StoreView view(String storeId, Accepted accepted) {
        return accepted.body(
                receipt -> StoreView.of(storeId, receipt.profile(), receipt.time()),
                subject -> StoreView.of(storeId, subject.profile(), clock.instant()));
    }

    ResponseEntity<StoreView> of(HttpStatus status, String storeId, Accepted accepted) {
        StoreView store = view(storeId, accepted);
        return Answers.of(status, accepted, store.version(), store);
    }
}
