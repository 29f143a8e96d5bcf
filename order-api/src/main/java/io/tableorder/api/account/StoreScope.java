package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.event.Role;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import io.tableorder.operability.security.Caller;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps callers to their own stores. For tables, staff and store admins the token says all, so they are served with
 * PostgreSQL down; so are chain admins for stores asked for before.
 */
@Component
public class StoreScope {

    /** Stores remembered: a store never changes its chain, so an entry is never wrong. About 100 bytes each. */
    private static final int MAXIMUM_REMEMBERED = 50_000;

    private final StoreDirectory directory;
    private final Map<String, String> chainsByStore = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAXIMUM_REMEMBERED;
        }
    });

    StoreScope(StoreDirectory directory) {
        this.directory = directory;
    }

    /**
     * Returns the store a request is about: the caller's own, or the one a chain admin names.
     *
     * @param named the request's {@code store_id}
     * @throws ProblemException 403 for a store that is not the caller's, whether or not it exists; 400 for a chain admin
     *     who names none; 503 when a chain admin's store is not remembered and PostgreSQL is away
     */
    public String storeOf(Caller caller, @Nullable String named) {
        String storeId = caller.store(named);
        if (caller.role() == Role.CHAIN_ADMIN && !isOfChain(storeId, caller.chainId())) {
            throw new ProblemException(ErrorCode.FORBIDDEN);
        }
        return storeId;
    }

    /** Does the same as {@link #storeOf}, for a store that is the resource itself: 404 where it is not the chain's. */
    public void requireOfChain(Caller chainAdmin, String storeId) {
        if (!isOfChain(storeId, chainAdmin.chainId())) {
            throw new ProblemException(ErrorCode.NOT_FOUND, ApiText.NO_STORE_IN_CHAIN.with(storeId));
        }
    }

    /** Saves the first look-up, and the wait for the read model: to be called when a store has been opened. */
    public void remember(String storeId, String chainId) {
        chainsByStore.put(storeId, chainId);
    }

    private boolean isOfChain(String storeId, String chainId) {
        String known = chainsByStore.get(storeId);
        if (known == null) {
            Optional<StoreDirectory.Store> found = directory.awaited(() -> directory.store(storeId));
            if (found.isEmpty()) {
                return false;
            }
            known = found.get().chainId();
            remember(storeId, known);
        }
        return known.equals(chainId);
    }
}
