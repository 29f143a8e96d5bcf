package io.tableorder.api.query;

import io.tableorder.operability.security.Caller;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers for the store itself, for those who work in it. */
@RestController
final class StoreQueries {

    private final StoreReads reads;
    private final InstantSource clock;

    StoreQueries(StoreReads reads, InstantSource clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/admin/store", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StoreView> store(
            Caller caller,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String after) {
        return reads.answer(
                caller, storeId, after, store -> StoreView.shown(store.storeId(), store.profile(), clock.instant()));
    }
}
