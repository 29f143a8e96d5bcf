package io.tableorder.cli.audit;

import io.tableorder.event.RecordedEvent;
import io.tableorder.event.StoreLifecycleEvent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A selection says whose events are looked at. A chain's stores are known by their first events, so they must be seen
 * first.
 */
public sealed interface Selection {
    boolean includes(String storeId);

    record Everyone() implements Selection {
        @Override
        public boolean includes(String storeId) {
            return true;
        }
    }

    record OneStore(String storeId) implements Selection {
        @Override
        public boolean includes(String other) {
            return other.equals(storeId);
        }
    }

    /**
     * Selects the stores of one chain.
     *
     * @param stores those seen so far
     */
    record OneChain(String chainId, Set<String> stores) implements Selection {
        public OneChain(String chainId) {
            this(chainId, new HashSet<>());
        }

        @Override
        public boolean includes(String storeId) {
            return stores.contains(storeId);
        }

        void see(@Nullable RecordedEvent event) {
            if (event != null
                    && event.event() instanceof StoreLifecycleEvent.Opened opened
                    && opened.chainId().equals(chainId)) {
                stores.add(event.storeId());
            }
        }
    }
}
