package io.tableorder.projector.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** This is what the stores' amounts are in; a store's currency never changes, so it is asked for once. */
@Component
class StoreCurrencies {
    private static final Logger LOG = LoggerFactory.getLogger(StoreCurrencies.class);
    private static final String CURRENCY = "SELECT currency FROM orders.stores WHERE store_id = ?";
    /** Label of an order whose currency is not known; the next order's is looked up again. */
    private static final String UNKNOWN = "unknown";

    private final JdbcTemplate jdbc;
    private final Map<String, String> byStore = new ConcurrentHashMap<>();

    StoreCurrencies(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    String of(String storeId) {
        String known = byStore.get(storeId);
        return known == null ? ask(storeId) : known;
    }

    private String ask(String storeId) {
        try {
            return jdbc.queryForList(CURRENCY, String.class, storeId).stream()
                    .findFirst()
                    .map(currency -> {
                        byStore.put(storeId, currency);
                        return currency;
                    })
                    .orElse(UNKNOWN);
        } catch (DataAccessException e) {
            LOG.debug("The currency of store {} is not known: {}", storeId, e.getMessage());
            return UNKNOWN;
        }
    }
}
