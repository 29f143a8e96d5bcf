package io.tableorder.api.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tableorder.api.account.ClosedStores;
import io.tableorder.event.OrderStatus;
import io.tableorder.event.Position;
import io.tableorder.operability.security.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A chain's stores, and how busy each is. */
@RestController
@RequestMapping(path = "/api/v1/chain", produces = MediaType.APPLICATION_JSON_VALUE)
final class ChainQueries {
    record Stores(String chainId, List<Store> stores) {}

    /** @param closed nobody of it logs in, at no table either */
    record Store(@JsonUnwrapped StoreView store, Instant openedAt, Position position, boolean closed) {}

    record Overview(String chainId, List<LiveStore> stores) {}

    /**
     * @param openSessions tables with guests
     * @param ordersByStatus of the open sessions; the cancelled are not counted
     * @param totalAmount what the open sessions come to in the store's currency, without the cancelled orders
     * @param waitingSince when the longest waiting of the pending orders was placed; null when none waits
     */
    record LiveStore(
            String storeId,
            String storeName,
            String currency,
            boolean intakePaused,
            int openSessions,
            Map<OrderStatus, Long> ordersByStatus,
            long totalAmount,
            @Nullable Instant waitingSince) {}

    private record Orders(long count, Instant first) {}

    private record Sessions(int open, long total) {
        static final Sessions NONE = new Sessions(0, 0);
    }

    private final ReadModels readModels;
    private final ReadPosition position;
    private final StoreRepository stores;
    private final ClosedStores closedStores;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    ChainQueries(
            ReadModels readModels,
            ReadPosition position,
            StoreRepository stores,
            ClosedStores closedStores,
            JdbcClient jdbc,
            InstantSource clock) {
        this.readModels = readModels;
        this.position = position;
        this.stores = stores;
        this.closedStores = closedStores;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping("/stores")
    Stores stores(Caller caller, @RequestParam(required = false) @Nullable String after) {
        position.await(after);
        Set<String> closed = closedStores.ofChain(caller.chainId());
        return readModels.read(() -> new Stores(
                caller.chainId(),
                stores.findByChainIdOrderByStoreId(caller.chainId()).stream()
                        .map(store -> view(store, closed.contains(store.storeId())))
                        .toList()));
    }

    private Store view(StoreEntity store, boolean closed) {
        StoreView view = StoreView.shown(store.storeId(), store.profile(), clock.instant());
        return new Store(view, store.openedAt(), store.position(), closed);
    }

    @GetMapping("/overview")
    Overview overview(Caller caller, @RequestParam(required = false) @Nullable String after) {
        position.await(after);
        return readModels.read(() -> {
            Map<String, Sessions> sessions = openSessions(caller.chainId());
            Map<String, Map<OrderStatus, Orders>> orders = liveOrders(caller.chainId());
            return new Overview(
                    caller.chainId(),
                    stores.findByChainIdOrderByStoreId(caller.chainId()).stream()
                            .map(store -> live(store, sessions, orders))
                            .toList());
        });
    }

    private LiveStore live(
            StoreEntity store, Map<String, Sessions> sessions, Map<String, Map<OrderStatus, Orders>> orders) {
        Sessions open = sessions.getOrDefault(store.storeId(), Sessions.NONE);
        Map<OrderStatus, Orders> ofStore = orders.getOrDefault(store.storeId(), Map.of());
        Map<OrderStatus, Long> counts = new EnumMap<>(OrderStatus.class);
        for (OrderStatus status : List.of(OrderStatus.PENDING, OrderStatus.PREPARING, OrderStatus.COMPLETED)) {
            Orders held = ofStore.get(status);
            counts.put(status, held == null ? 0 : held.count());
        }
        Orders pending = ofStore.get(OrderStatus.PENDING);
        return new LiveStore(
                store.storeId(),
                store.storeName(),
                store.currency(),
                store.profile().isPausedAt(clock.instant()),
                open.open(),
                counts,
                open.total(),
                pending == null ? null : pending.first());
    }

    private Map<String, Sessions> openSessions(String chainId) {
        Map<String, Sessions> found = new HashMap<>();
        jdbc.sql("""
                        SELECT s.store_id, count(*), sum(s.total_amount)
                        FROM orders.stores c JOIN orders.sessions s ON s.store_id = c.store_id AND s.ended_at IS NULL
                        WHERE c.chain_id = ? GROUP BY s.store_id""").param(chainId).query(row -> {
            found.put(row.getString(1), new Sessions(row.getInt(2), row.getLong(3)));
        });
        return found;
    }

    private Map<String, Map<OrderStatus, Orders>> liveOrders(String chainId) {
        Map<String, Map<OrderStatus, Orders>> found = new HashMap<>();
        jdbc.sql("""
                        SELECT o.store_id, o.status, count(*), min(o.ordered_at)
                        FROM orders.stores c
                        JOIN orders.sessions s ON s.store_id = c.store_id AND s.ended_at IS NULL
                        JOIN orders.orders o ON o.store_id = s.store_id AND o.session_id = s.session_id
                        WHERE c.chain_id = ? AND o.status <> 'CANCELLED' GROUP BY o.store_id, o.status""").param(chainId).query(row -> {
            found.computeIfAbsent(row.getString(1), _ -> new EnumMap<>(OrderStatus.class))
                    .put(
                            OrderStatus.valueOf(row.getString(2)),
                            new Orders(
                                    row.getLong(3),
                                    row.getObject(4, OffsetDateTime.class).toInstant()));
        });
        return found;
    }
}
