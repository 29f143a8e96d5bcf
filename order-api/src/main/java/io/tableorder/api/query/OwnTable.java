package io.tableorder.api.query;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import org.springframework.stereotype.Component;

/** Finds the table whose tablet asks, and lets in no tablet that was let in with an earlier password. */
@Component
final class OwnTable {
    private final FloorRepository floor;

    OwnTable(FloorRepository floor) {
        this.floor = floor;
    }

    /** @throws ProblemException 404 when the table is gone, 401 when its password has changed since */
    TableEntity of(Caller caller, StoreEntity store) {
        TableEntity table = floor.table(store.storeId(), String.valueOf(caller.tableId()))
                .filter(found -> !found.isRemoved())
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, ApiText.TABLE_GONE));
        if (caller.issuedAt() != null && !table.isAccessibleSince(caller.issuedAt())) {
            throw new ProblemException(ErrorCode.AUTH_ERROR, ApiText.TABLE_PASSWORD_CHANGED);
        }
        return table;
    }
}
