package io.tableorder.api.query;

import io.tableorder.api.account.StoreScope;
import io.tableorder.api.text.ApiText;
import io.tableorder.event.Position;
import io.tableorder.identity.ClientPositions;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Every query about a store begins here: whose it is, how fresh it must be, and whether the store is there. */
@Component
final class StoreReads {
    static final String POSITION_HEADER = "X-Position";

    private final StoreScope scope;
    private final ReadPosition position;
    private final ReadModels readModels;
    private final StoreRepository stores;
    private final ClientPositions positions;

    StoreReads(
            StoreScope scope,
            ReadPosition position,
            ReadModels readModels,
            StoreRepository stores,
            ClientPositions positions) {
        this.positions = positions;
        this.scope = scope;
        this.position = position;
        this.readModels = readModels;
        this.stores = stores;
    }

    /**
     * Answers a query about the caller's store from one moment of the read models.
     *
     * @param named the request's {@code store_id}
     * @param after the position the answer must include
     * @throws ProblemException 400, 403, 404 or 503, see {@link StoreScope} and {@link ReadPosition}
     */
    <T> T read(Caller caller, @Nullable String named, @Nullable String after, Function<StoreEntity, T> query) {
        String storeId = scope.storeOf(caller, named);
        position.await(after);
        return readModels.read(() -> query.apply(store(storeId)));
    }

    /** Answers such a query with how far the store's events are in it. */
    <T> ResponseEntity<T> answer(
            Caller caller, @Nullable String named, @Nullable String after, Function<StoreEntity, T> query) {
        return read(caller, named, after, store -> at(store.position(), query.apply(store)));
    }

    private StoreEntity store(String storeId) {
        return stores.findByStoreId(storeId)
                .orElseThrow(
                        () -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_STORE_IN_READ_MODELS.with(storeId)));
    }

    /** Returns the part of an answer's tag that says which event was the last to change it, in this log and in no other. */
    String tag(Position version) {
        return positions.write(version);
    }

    /** Returns the answer, with how far the store's events are in it. */
    static <T> ResponseEntity<T> at(Position position, T body) {
        return ResponseEntity.ok().header(POSITION_HEADER, position.toString()).body(body);
    }
}
