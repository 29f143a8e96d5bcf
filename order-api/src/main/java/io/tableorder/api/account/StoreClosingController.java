package io.tableorder.api.account;

import io.tableorder.api.account.ClosedStores.StoreState;
import io.tableorder.api.idempotency.Write;
import io.tableorder.operability.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Chain admins close a store for everybody who works or eats there, and open it again. */
@RestController
@RequestMapping(path = "/api/v1/chain/stores/{store_id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class StoreClosingController {

    private static final Logger log = LoggerFactory.getLogger(StoreClosingController.class);

    private final ClosedStores stores;
    private final StoreScope scope;

    StoreClosingController(ClosedStores stores, StoreScope scope) {
        this.stores = stores;
        this.scope = scope;
    }

    @PostMapping("/close")
    ResponseEntity<StoreState> close(
            Caller caller, HttpServletRequest request, @PathVariable("store_id") String storeId) {
        return stores.close(write(caller, request, storeId))
                .answer(HttpStatus.OK, () -> log.info("Store closed: store_id={} by={}", storeId, caller.subject()));
    }

    @PostMapping("/reopen")
    ResponseEntity<StoreState> reopen(
            Caller caller, HttpServletRequest request, @PathVariable("store_id") String storeId) {
        return stores.reopen(write(caller, request, storeId))
                .answer(
                        HttpStatus.OK,
                        () -> log.info("Store opened again: store_id={} by={}", storeId, caller.subject()));
    }

    private Write write(Caller caller, HttpServletRequest request, String storeId) {
        scope.requireOfChain(caller, storeId);
        return Write.of(caller, storeId, request);
    }
}
